/** Where an endpoint points: the parts of a base URL as `ollamaEndpoint` makes it. */
export interface EndpointAddress {
  readonly scheme: 'http' | 'https';
  /** Without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
  /** `''`, or what a proxy put in front, with a leading slash. */
  readonly path: string;
}

/** Takes an endpoint apart; of one that is no URL, all after the scheme counts as the host. */
export function endpointAddress(endpoint: string): EndpointAddress {
  if (!URL.canParse(endpoint))
    return { scheme: 'http', host: endpoint.replace(/^https?:\/\//, ''), port: 80, path: '' };
  const url = new URL(endpoint);
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    path: url.pathname.replace(/\/+$/, ''),
  };
}

/** `host:port` as OLLAMA_HOST takes it and as people read it. */
export function hostAndPort({ host, port }: EndpointAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether a host name means the machine that asks. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}
