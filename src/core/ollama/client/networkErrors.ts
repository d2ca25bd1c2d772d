import type { Asked, Described } from './describedError.ts';
import { describeNotOllama, whereEndpointIsSet } from './describedError.ts';

/** Puts a rejection of a `Transport` in words, by its code. */
export function describeNetworkError(error: unknown, asked: Asked): Described {
  const code = codeOf(error);
  const describe = byCode[code];
  if (describe) return describe(asked);
  if (code.startsWith('HPE_')) return describeNotOllama(asked);
  if (/^ERR_(?:SSL|TLS)_/.test(code))
    return tls(asked, `the secure connection failed (${code})`, checkScheme);
  return {
    kind: 'unreachable',
    sentence: `${asked.endpoint} cannot be reached${code ? ` (${code})` : ''}.`,
    remedy: `Check the network and the address. ${whereEndpointIsSet}`,
  };
}

/**
 * The code of a system error, found through the wrappers that Node puts around it: `cause` of the global `fetch`, and
 * the list of attempts where a name has several addresses. Empty where there is none.
 */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 4) return '';
  if ('code' in error && typeof error.code === 'string') return error.code.slice(0, 60);
  const inner = 'cause' in error && error.cause ? codeOf(error.cause, depth + 1) : '';
  if (inner !== '') return inner;
  const attempts: unknown = 'errors' in error ? error.errors : undefined;
  return Array.isArray(attempts) ? codeOf(attempts[0], depth + 1) : '';
}

const checkScheme =
  'If the server speaks plain HTTP, write http:// in the endpoint; Ollama itself has no TLS, only a proxy before it.';
const trustAuthority =
  'Have the certificate’s authority added to those that this machine trusts, or use a certificate from a known one.';
const renew = 'Have the certificate renewed, and check the clock of this machine.';

function refused({ endpoint }: Asked): Described {
  return {
    kind: 'refused',
    sentence: `No Ollama server runs at ${endpoint}: the connection was refused.`,
    remedy: `Start Ollama. ${whereEndpointIsSet}`,
  };
}

function unknownHost({ endpoint }: Asked): Described {
  return {
    kind: 'unreachable',
    sentence: `The host in ${endpoint} is unknown.`,
    remedy: `Check its spelling and the network. ${whereEndpointIsSet}`,
  };
}

function noWay({ endpoint }: Asked): Described {
  return {
    kind: 'unreachable',
    sentence: `There is no way from this machine to ${endpoint}.`,
    remedy: `Check the network, VPN and firewall. ${whereEndpointIsSet}`,
  };
}

function notInTime({ endpoint }: Asked): Described {
  return {
    kind: 'unreachable',
    sentence: `${endpoint} did not accept a connection in time.`,
    remedy: `Check that the server runs and that no firewall is between. ${whereEndpointIsSet}`,
  };
}

function silent({ endpoint }: Asked): Described {
  return {
    kind: 'stalled',
    sentence: `Ollama at ${endpoint} took the request and then fell silent.`,
    remedy: 'Try again. If it stays silent, restart the server and read its log.',
  };
}

function cut({ endpoint }: Asked): Described {
  return {
    kind: 'cut',
    sentence: `The connection to ${endpoint} was cut in the middle.`,
    remedy: 'See whether the server still runs, and try again.',
  };
}

function tooLong({ endpoint }: Asked): Described {
  return {
    kind: 'tooLong',
    sentence: `${endpoint} sent far more than Ollama ever does, so reading was broken off.`,
    remedy: `Check that Ollama itself answers there. ${whereEndpointIsSet}`,
  };
}

function tls({ endpoint }: Asked, reason: string, remedy: string): Described {
  return { kind: 'tls', sentence: `${endpoint} cannot be trusted: ${reason}.`, remedy };
}

const selfSigned = (asked: Asked): Described => tls(asked, 'its certificate is self-signed', trustAuthority);
const unknownAuthority = (asked: Asked): Described =>
  tls(asked, 'its certificate comes from an authority that this machine does not know', trustAuthority);
const noTls = (asked: Asked): Described => ({
  kind: 'tls',
  sentence: `${asked.endpoint} does not speak HTTPS.`,
  remedy: checkScheme,
});

/** Codes of Node's `net`, `dns`, `tls` and `http` modules, of OpenSSL, and of our own bounds. */
const byCode: Readonly<Record<string, (asked: Asked) => Described>> = {
  ECONNREFUSED: refused,
  ENOENT: refused,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  EAI_FAIL: unknownHost,
  ENODATA: unknownHost,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  EHOSTDOWN: noWay,
  EADDRNOTAVAIL: noWay,
  EACCES: noWay,
  EPERM: noWay,
  ETIMEDOUT: notInTime,
  UND_ERR_CONNECT_TIMEOUT: notInTime,
  CONNECT_TIMEOUT: notInTime,
  IDLE_TIMEOUT: silent,
  DEADLINE: silent,
  UND_ERR_HEADERS_TIMEOUT: silent,
  UND_ERR_BODY_TIMEOUT: silent,
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  ERR_STREAM_PREMATURE_CLOSE: cut,
  TOO_LONG: tooLong,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_UNTRUSTED: unknownAuthority,
  CERT_HAS_EXPIRED: (asked) => tls(asked, 'its certificate has expired', renew),
  CERT_NOT_YET_VALID: (asked) => tls(asked, 'its certificate is not valid yet', renew),
  CERT_REVOKED: (asked) => tls(asked, 'its certificate was revoked', renew),
  ERR_TLS_CERT_ALTNAME_INVALID: (asked) =>
    tls(
      asked,
      'its certificate is for another host',
      'Write the host in the endpoint as the certificate does.',
    ),
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
};
