import type { StructureMatch, StructureRule } from '../../rule.ts';

const reach = 4096;

/** RFC 7518, 6.2.2 and 6.3.2 (`d`), 6.4.1 (`k`): what makes a JSON Web Key private. Quotes may be escaped or missing. */
const privatePart =
  /(?:[{,]\s{0,80}|\n\s{0,80}|\\n\s{0,20})\\?["']?(d|k)\\?["']?\s{0,8}:\s{0,8}(\\?["'])([A-Za-z0-9_-]{16,1400})={0,2}\2/g;

const keyType = /kty\\?["']?\s{0,8}:\s{0,8}\\?["'](RSA|EC|OKP|oct)\\?["']/y;

function findJwk(text: string, at: number): StructureMatch | undefined {
  keyType.lastIndex = at;
  const type = keyType.exec(text)?.[1];
  if (type === undefined) return undefined;
  const start = objectStart(text, at);
  const end = objectEnd(text, at);
  for (const match of text.slice(start, end).matchAll(privatePart)) {
    if ((match[1] === 'k') !== (type === 'oct')) continue;
    const value = match[3] ?? '';
    const from = start + match.index + match[0].lastIndexOf(value);
    return { start: from, end: from + value.length };
  }
  return undefined;
}

/** The brace before: a key has no objects within. */
function objectStart(text: string, at: number): number {
  const from = Math.max(0, at - reach);
  return from + Math.max(0, text.slice(from, at).lastIndexOf('{'));
}

function objectEnd(text: string, at: number): number {
  const window = text.slice(at, at + reach);
  const end = window.indexOf('}');
  return at + (end < 0 ? window.length : end);
}

export const jsonWebKeyRules: readonly StructureRule[] = [
  {
    id: 'json-web-key',
    kind: 'structure',
    provider: 'private-key',
    title: 'private JSON Web Key',
    confidence: 'high',
    source: 'https://www.rfc-editor.org/rfc/rfc7518#section-6',
    keywords: ['kty'],
    reach,
    find: findJwk,
    hit: [
      '{"kty":"EC","crv":"P-256","x":"{word:43}","y":"{word:43}","d":"{word:43}"}',
      '{"kty":"oct","kid":"1","k":"{word:43}"}',
      "const jwk = {\n  kty: 'RSA',\n  n: '{word:86}',\n  e: 'AQAB',\n  d: '{word:86}',\n};",
      '"key": "{\\"kty\\":\\"OKP\\",\\"crv\\":\\"Ed25519\\",\\"d\\":\\"{word:43}\\",\\"x\\":\\"{word:43}\\"}"',
    ],
    miss: [
      '{"kty":"RSA","n":"{word:86}","e":"AQAB"}',
      '{"kty":"EC","crv":"P-256","x":"{word:43}","y":"{word:43}"}',
    ],
  },
];
