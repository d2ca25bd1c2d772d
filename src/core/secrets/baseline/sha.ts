/**
 * SHA-1 and SHA-256 of the UTF-8 bytes of a text, in lower-case hex (FIPS 180-4). Here because the core has no
 * `node:crypto`, and WebCrypto answers later, while findings are judged at once.
 */
export function sha1(text: string): string {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const words = new Int32Array(80);
  for (const block of blocks(text)) sha1Block(state, block, words);
  return hex(state);
}

/** See sha1. */
export function sha256(text: string): string {
  const state = fractions(8, (prime) => Math.sqrt(prime));
  const words = new Int32Array(64);
  for (const block of blocks(text)) sha256Block(state, block, words);
  return hex(state);
}

function sha1Block(state: number[], block: DataView, words: Int32Array): void {
  for (let at = 0; at < 80; at++) {
    words[at] =
      at < 16
        ? block.getInt32(at * 4)
        : rotate(word(words, at - 3) ^ word(words, at - 8) ^ word(words, at - 14) ^ word(words, at - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let at = 0; at < 80; at++) {
    const [mixed, constant] = sha1Round(at, b, c, d);
    const next = (rotate(a, 5) + mixed + e + constant + word(words, at)) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
  }
  add(state, [a, b, c, d, e]);
}

function sha1Round(at: number, b: number, c: number, d: number): [mixed: number, constant: number] {
  if (at < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (at < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (at < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

function sha256Block(state: number[], block: DataView, words: Int32Array): void {
  for (let at = 0; at < 64; at++) words[at] = at < 16 ? block.getInt32(at * 4) : sha256Word(words, at);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at++) {
    const s1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (roundConstants[at] ?? 0) + word(words, at)) | 0;
    const s0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  add(state, [a, b, c, d, e, f, g, h]);
}

function sha256Word(words: Int32Array, at: number): number {
  const early = word(words, at - 15);
  const late = word(words, at - 2);
  const s0 = rotate(early, 25) ^ rotate(early, 14) ^ (early >>> 3);
  const s1 = rotate(late, 15) ^ rotate(late, 13) ^ (late >>> 10);
  return (word(words, at - 16) + s0 + word(words, at - 7) + s1) | 0;
}

/** The text's bytes, a single one bit, zeros and the length in bits, in blocks of 64 bytes. */
function blocks(text: string): DataView[] {
  const bytes = new TextEncoder().encode(text);
  const count = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(count * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  return Array.from({ length: count }, (_, at) => new DataView(padded.buffer, at * 64, 64));
}

/** The standard's constants: the first 32 bits of the fractions of roots of the first primes. */
function fractions(count: number, root: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let next = 2; primes.length < count; next++) {
    if (primes.every((prime) => next % prime !== 0)) primes.push(next);
  }
  return primes.map((prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}

const roundConstants = fractions(64, (prime) => Math.cbrt(prime));

function add(state: number[], values: readonly number[]): void {
  for (const [at, value] of values.entries()) state[at] = ((state[at] ?? 0) + value) | 0;
}

function word(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function hex(state: readonly number[]): string {
  return state.map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('');
}
