import type { StructureMatch, StructureRule } from '../../rule.ts';

/** The largest RSA keys in use (16,384 bits) take some 12,600 characters. */
const reach = 16_384;

/** RFC 7468, section 10 and 11; OpenSSH's own format; OpenPGP (RFC 9580, 6.2). */
const header = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;

/** Marks of a key left out: nothing is to be found in it. */
const leftOut = /\.\.\.|…|\$\{|\{\{|<[A-Za-z]|x{6}|\*{4}|\[(?:REDACTED|snip)/i;

/** A private key in PEM, over lines or with `\n` in a string, whole or joined from strings by `+`. */
function findPem(text: string, at: number): StructureMatch | undefined {
  header.lastIndex = at;
  const begin = header.exec(text);
  if (!begin) return undefined;
  const body = text.slice(at + begin[0].length, at + reach);
  const next = body.indexOf('-----');
  const closed = next >= 0 && body.startsWith('-----END', next);
  // Without an end, and where another begins, only what follows at once counts.
  const inner = next >= 0 ? body.slice(0, next) : body.slice(0, 2048);
  const letters = countBase64(inner);
  if (letters < 40) return undefined;
  const tail = closed ? /^-----END [A-Z0-9 ]{0,50}-----/.exec(body.slice(next, next + 80)) : null;
  const innerEnd = closed ? next + (tail?.[0].length ?? 8) : inner.trimEnd().length;
  const example = leftOut.test(inner) || /^[\s\\nr"'+]*[A-Za-z0-9]{0,3}$/.test(inner);
  const encrypted = /ENCRYPTED/.test(begin[0]) || /Proc-Type: 4,ENCRYPTED/.test(inner);
  // Of no use without its passphrase.
  const confidence = example || encrypted ? 'low' : closed ? 'high' : 'medium';
  return { start: at, end: at + begin[0].length + innerEnd, confidence };
}

/** Characters of Base64 in runs of sixteen and more: those of the key, not of what stands between its lines. */
function countBase64(text: string): number {
  let count = 0;
  for (const run of text.match(/[A-Za-z0-9+/]{16,}/g) ?? []) count += run.length;
  return count;
}

/** `-----BEGIN ` and `-----BEGIN RSA`, `EC `, `PRI` … in Base64, as Kubernetes, CI variables and Docker configs hold them. */
const encodedHeader = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,16000}={0,2}/y;

function findEncodedPem(text: string, at: number): StructureMatch | undefined {
  if (/[A-Za-z0-9+/]/.test(text.charAt(at - 1))) return undefined;
  encodedHeader.lastIndex = at;
  const match = encodedHeader.exec(text);
  if (!match) return undefined;
  // Base64 is decoded in groups of four; the header and its kind fit in the first 80 characters.
  const head = decode(match[0].slice(0, 80));
  return head !== undefined && /PRIVATE KEY/.test(head)
    ? { start: at, end: at + match[0].length }
    : undefined;
}

function decode(base64: string): string | undefined {
  try {
    return atob(base64.slice(0, base64.length - (base64.length % 4)));
  } catch {
    return undefined;
  }
}

/** PuTTY's format (the.earth.li/~sgtatham/putty, appendix C): the private lines follow `Private-Lines: n`. */
function findPutty(text: string, at: number): StructureMatch | undefined {
  const block = text.slice(at, at + reach);
  const lines =
    /^PuTTY-User-Key-File-[123]: [\w-]{1,40}\r?\n[\s\S]{0,12000}?Private-Lines: (\d{1,4})\r?\n/.exec(block);
  if (!lines) return undefined;
  const rest = block.slice(lines[0].length);
  const end = /^(?:[A-Za-z0-9+/=]{4,64}\r?\n?){1,200}/.exec(rest)?.[0].trimEnd().length ?? 0;
  return end < 20 ? undefined : { start: at, end: at + lines[0].length + end };
}

export const privateKeyRules: readonly StructureRule[] = [
  {
    id: 'private-key',
    kind: 'structure',
    provider: 'private-key',
    title: 'private key',
    confidence: 'high',
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
    keywords: ['-----begin '],
    reach,
    find: findPem,
    hit: [
      '-----BEGIN ' +
        'PRIVATE KEY-----\n{base64:64}\n{base64:64}\n{base64:20}==\n-----END PRIVATE KEY-----\n',
      'key = "-----BEGIN RSA ' +
        'PRIVATE KEY-----\\n{base64:64}\\n{base64:64}\\n-----END RSA PRIVATE KEY-----\\n"',
      "const k = '-----BEGIN EC " +
        "PRIVATE KEY-----\\n' +\n  '{base64:64}\\n' +\n  '{base64:40}\\n' +\n  '-----END EC PRIVATE KEY-----';",
      '-----BEGIN OPENSSH ' +
        'PRIVATE KEY-----\n{base64:70}\n{base64:70}\n{base64:30}\n-----END OPENSSH PRIVATE KEY-----',
    ],
    miss: [
      '-----BEGIN PUBLIC KEY-----\n{base64:64}\n{base64:64}\n-----END PUBLIC KEY-----',
      '-----BEGIN ' + 'PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
      'if (text.startsWith("-----BEGIN RSA ' +
        'PRIVATE KEY-----")) return parse(text, "-----END RSA PRIVATE KEY-----");',
    ],
  },
  {
    id: 'private-key-base64',
    kind: 'structure',
    provider: 'private-key',
    title: 'private key in Base64',
    confidence: 'high',
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
    keywords: ['ls0tls1crudjti'],
    reach,
    find: findEncodedPem,
    hit: [
      'tls.key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV2' + '{base64:200}==',
      'KEY="LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlF' + '{base64:200}"',
    ],
    miss: [
      'tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUQ' + '{base64:200}',
      'certificate-authority-data: LS0tLS1CRUdJTi' + '{base64:12}',
    ],
  },
  {
    id: 'putty-private-key',
    kind: 'structure',
    provider: 'private-key',
    title: 'PuTTY private key',
    confidence: 'high',
    source: 'https://the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html',
    keywords: ['putty-user-key-file-'],
    reach,
    find: findPutty,
    hit: [
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: k\nPublic-Lines: 1\n{base64:64}\nPrivate-Lines: 2\n{base64:64}\n{base64:40}\nPrivate-MAC: {hex:40}\n',
      'PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: k\r\nPublic-Lines: 1\r\n{base64:64}\r\nPrivate-Lines: 1\r\n{base64:48}\r\n',
    ],
    miss: [
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPublic-Lines: 1\n{base64:64}\n',
      'The first line is "PuTTY-User-Key-File-3: algorithm-name".',
    ],
  },
];
