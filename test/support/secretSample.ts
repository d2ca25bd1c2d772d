import { base62Checksum, hexChecksum } from '../../src/core/secrets/checks/tokenChecksums.ts';

/** Alphabets of the fill-ins. */
const alphabets: Readonly<Record<string, string>> = {
  x: 'x',
  digit: '0123456789',
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  word: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  b32: 'abcdefghijklmnopqrstuvwxyz234567',
  bech: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  az: 'abcdefghijklmnopqrstuvwxyz',
};

/**
 * A text with made-up secrets in it, so that no key stands in the sources: `{hex:32}`, `{alnum:40}`, `{word:20}` and so
 * on are filled with characters of that alphabet, `{uuid}` with a UUID. `{crc62:36}` is 30 letters and digits and their
 * checksum in base 62 as GitHub writes it; `{crc32}` is the checksum as Grafana writes it, over the word before it. The
 * same template always gives the same text; `seed` gives another. Braces around other words stay as they are.
 */
export function secretSample(template: string, seed = 0): string {
  const random = generator(`${seed}${template}`);
  const fill = (alphabet: string, length: number): string => {
    let text = '';
    while (text.length < length) {
      const next = alphabet[Math.floor(random() * alphabet.length)] ?? '';
      // Neither at the ends nor twice: such keys exist, but a sample should look like most of them.
      const isMark = next === '_' || next === '-';
      if (isMark && (text === '' || text.length === length - 1 || /[_-]$/.test(text))) continue;
      text += next;
    }
    return text;
  };
  const filled = template.replace(
    /\{(\w+)(?::(\d{1,4}))?\}/g,
    (whole, name: string, length: string | undefined) => {
      if (name === 'uuid') {
        return [8, 4, 4, 4, 12].map((part) => fill(alphabets['hex'] ?? '', part)).join('-');
      }
      if (name === 'crc62' && length !== undefined) {
        const body = fill(alphabets['alnum'] ?? '', Number(length) - 6);
        return body + base62Checksum(body);
      }
      const alphabet = alphabets[name];
      return alphabet === undefined || length === undefined ? whole : fill(alphabet, Number(length));
    },
  );
  return filled.replace(/(\w+)_\{crc32\}/g, (_, body: string) => `${body}_${hexChecksum(body)}`);
}

/** A small deterministic generator of numbers in [0, 1) (mulberry32), seeded by a text. */
function generator(text: string): () => number {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
