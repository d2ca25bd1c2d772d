/** The 256 remainders of the reflected polynomial 0xEDB88320, one for each byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

/**
 * CRC-32 (IEEE 802.3, as in zip and PNG) of a text of ASCII characters, as an unsigned number. Characters beyond ASCII
 * count by their lowest eight bits; no token has any.
 */
export function crc32(text: string): number {
  let sum = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    sum = (sum >>> 8) ^ (remainders[(sum ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
