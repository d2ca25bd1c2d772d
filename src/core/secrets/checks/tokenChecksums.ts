import { crc32 } from './crc32.ts';

const base62Digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** How many characters of a GitHub-style token are its checksum. */
const base62Length = 6;

/**
 * The six characters that end the tokens of GitHub and npm: CRC-32 of the random part, in base 62 with leading zeros.
 * The form is described at https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/.
 */
export function base62Checksum(random: string): string {
  let rest = crc32(random);
  let text = '';
  for (let place = 0; place < base62Length; place += 1) {
    text = (base62Digits[rest % 62] ?? '0') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Whether a token such as `ghp_…` ends in the checksum of what stands between its last `_` and it. */
export function hasBase62Checksum(token: string): boolean {
  const body = token.slice(token.lastIndexOf('_') + 1);
  return body.length > base62Length && body.endsWith(base62Checksum(body.slice(0, -base62Length)));
}

/**
 * Eight hexadecimal digits of the CRC-32 of a text, as the tokens of Grafana (`glsa_…_…`) end in, over all that stands
 * before the last `_`. See `components/satokengen` of https://github.com/grafana/grafana.
 */
export function hexChecksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** Whether a token such as `glsa_…_…` ends in the hexadecimal checksum of what stands before its last `_`. */
export function hasHexChecksum(token: string): boolean {
  const mark = token.lastIndexOf('_');
  return mark > 0 && token.slice(mark + 1).toLowerCase() === hexChecksum(token.slice(0, mark));
}
