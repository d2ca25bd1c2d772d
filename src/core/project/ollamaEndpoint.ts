const defaultPort = '11434';
const schemePorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * The base URL of an Ollama server, without a slash at the end, from what OLLAMA_HOST or a setting says: any of
 * host, `host:port`, `:port`, URL, quoted or not. Follows Ollama's own client (`ConnectableHost` in its
 * `envconfig/config.go`): port 11434 without a scheme, the scheme's port with one, the default port for a port that
 * is none, HTTPS for a bare `ollama.com`. The addresses that a server listens on everywhere become loopback of their
 * own kind, because connecting to them fails on Windows; a server on `::` may listen on IPv6 alone. Unlike Ollama's,
 * schemes are read in any case, unknown ones are taken for HTTP, and credentials, queries and fragments are dropped,
 * because the result is shown; `endpointProblem` says so to the user.
 */
export function ollamaEndpoint(value: string | undefined): string {
  const { scheme, authority, path } = partsOf(value);
  if (scheme === undefined && path.length === 0 && authority === 'ollama.com')
    return 'https://ollama.com:443';
  const protocol = scheme === 'https' ? 'https' : 'http';
  const { host, port } = splitPort(authority.slice(authority.lastIndexOf('@') + 1));
  const fallback = (scheme !== undefined && schemePorts[scheme]) || defaultPort;
  const name = connectable(host);
  const tail = path.map((part) => `/${part}`).join('');
  return `${protocol}://${name.includes(':') ? `[${name}]` : name}:${validPort(port) ?? fallback}${tail}`;
}

/** Where the endpoint comes from. */
export interface ChosenEndpoint {
  /** Base URL, from `ollamaEndpoint`. */
  readonly endpoint: string;
  readonly source: 'setting' | 'environment' | 'default';
  /** What is wrong with the value, where something is: it then means less than it says. */
  readonly problem?: string;
}

/** The endpoint to use: the setting where it is not empty, else OLLAMA_HOST, else Ollama's own default. */
export function chooseEndpoint(from: {
  readonly setting?: string | undefined;
  /** Value of OLLAMA_HOST. */
  readonly environment?: string | undefined;
}): ChosenEndpoint {
  const setting = plainOf(from.setting);
  const environment = plainOf(from.environment);
  const source = setting ? 'setting' : environment ? 'environment' : 'default';
  const value = setting || environment;
  const problem = endpointProblem(value);
  return { endpoint: ollamaEndpoint(value), source, ...(problem !== undefined && { problem }) };
}

/** Why a value cannot be an endpoint, as a sentence; undefined for one that can. An empty value is the default. */
export function endpointProblem(value: string | undefined): string | undefined {
  const plain = plainOf(value);
  if (/[\s\p{Cc}]/u.test(plain)) return 'An endpoint has no spaces.';
  const { scheme, authority, rest } = partsOf(value);
  if (scheme !== undefined && schemePorts[scheme] === undefined) {
    return `An endpoint begins with http:// or https://, not with ${scheme.slice(0, 20)}://.`;
  }
  if (authority.includes('@'))
    return 'An endpoint holds no user and no password: they would be shown, and are not sent.';
  if (/[?#]/.test(rest)) return 'An endpoint has no "?" and no "#".';
  const { host, port } = splitPort(authority);
  if (scheme !== undefined && authority === '') return `After ${scheme}:// a host is missing.`;
  if (host.includes('%')) return 'An endpoint cannot name a network interface after "%".';
  if (port !== undefined && port !== '' && !(Number(validPort(port)) > 0)) {
    return `"${port.slice(0, 20)}" is no port: it is a number from 1 to 65535.`;
  }
  return isUrl(ollamaEndpoint(value)) ? undefined : `"${host.slice(0, 100)}" is no host name and no address.`;
}

/** Whether a URL names this machine itself, so that asking it sends nothing out. */
export function isLoopback(endpoint: string): boolean {
  const { host } = splitPort(/^https?:\/\/([^/]*)/i.exec(endpoint)?.[1] ?? 'unknown');
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}

/** Without the quotes and blanks that shells and service files leave around a value. */
function plainOf(value: string | undefined): string {
  return (value ?? '')
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
}

function partsOf(value: string | undefined) {
  const [, scheme, rest = ''] = /^(?:([^:/?#]*):\/\/)?(.*)$/s.exec(plainOf(value)) ?? [];
  const [authority = '', ...path] = rest.replace(/[?#].*$/s, '').split('/');
  return { scheme: scheme?.toLowerCase(), authority, path: path.filter((part) => part !== ''), rest };
}

function splitPort(authority: string): { host: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const colon = authority.indexOf(':');
  // A second colon: a bare IPv6 address.
  if (colon < 0 || authority.includes(':', colon + 1)) return { host: authority, port: undefined };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

/** Loopback for the addresses that stand for all of a machine's. */
function connectable(host: string): string {
  if (host === '' || host === '*' || host === '0.0.0.0' || /^::ffff:(?:0\.0\.0\.0|0:0)$/i.test(host)) {
    return '127.0.0.1';
  }
  return host.includes(':') && /^[0:]+$/.test(host) ? '::1' : host;
}

function validPort(port: string | undefined): string | undefined {
  return port !== undefined && /^\d{1,5}$/.test(port) && Number(port) <= 65_535
    ? String(Number(port))
    : undefined;
}

function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
