/** Shannon entropy of the characters of a text in bits per character; 0 for an empty one. Reads 256 at the most. */
export function entropy(text: string): number {
  const length = Math.min(text.length, 256);
  if (length === 0) return 0;
  const counts = new Uint16Array(128);
  for (let at = 0; at < length; at++) {
    const slot = text.charCodeAt(at) & 127;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / length) * Math.log2(count / length);
  return bits;
}
