const defaultPort = '11434';
const schemePorts: Readonly<Record<string, string>> = { http: '80', https: '443' };
/** Addresses a server listens on everywhere; a client on the same machine reaches it on loopback. */
const anyAddress = new Set(['', '0.0.0.0', '::', '*']);

/**
 * The base URL of an Ollama server, without a slash at the end, from what OLLAMA_HOST or a setting says: any of
 * host, `host:port`, `:port`, URL, quoted or not. Follows the rules of Ollama's own client: port 11434 without a
 * scheme, the scheme's port with one, and the default port for a port that is none. Credentials in a URL are
 * dropped, because the result is shown.
 */
export function ollamaEndpoint(value: string | undefined): string {
  const plain = (value ?? '')
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
  const [, scheme, rest] = /^(?:([a-z]+):\/\/)?(.*)$/is.exec(plain) ?? [];
  const protocol = scheme?.toLowerCase() === 'https' ? 'https' : 'http';
  const [authority = '', ...path] = (rest ?? '').split('/');
  const { host, port } = splitPort(authority.slice(authority.lastIndexOf('@') + 1));
  const fallback = (scheme && schemePorts[scheme.toLowerCase()]) ?? defaultPort;
  const name = anyAddress.has(host) ? '127.0.0.1' : host;
  const tail = path.filter((part) => part !== '').map((part) => `/${part}`);
  return `${protocol}://${name.includes(':') ? `[${name}]` : name}:${validPort(port) ?? fallback}${tail.join('')}`;
}

/** Whether a URL names this machine itself, so that asking it sends nothing out. */
export function isLoopback(endpoint: string): boolean {
  const { host } = splitPort(/^https?:\/\/([^/]*)/i.exec(endpoint)?.[1] ?? 'unknown');
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}

function splitPort(authority: string): { host: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const colon = authority.indexOf(':');
  // A second colon: a bare IPv6 address.
  if (colon < 0 || authority.includes(':', colon + 1)) return { host: authority, port: undefined };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

function validPort(port: string | undefined): string | undefined {
  return port !== undefined && /^\d{1,5}$/.test(port) && Number(port) <= 65_535
    ? String(Number(port))
    : undefined;
}
