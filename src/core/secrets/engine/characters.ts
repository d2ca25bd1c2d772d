/** Kinds of ASCII characters as bits, looked up by code; everything else is 0. */
export const charKind = {
  letter: 1,
  digit: 2,
  underscore: 4,
  hyphen: 8,
  blank: 16,
  lower: 32,
  upper: 64,
} as const;

const kinds = new Uint8Array(128);
for (let code = 48; code <= 57; code++) kinds[code] = charKind.digit;
for (let code = 65; code <= 90; code++) kinds[code] = charKind.letter | charKind.upper;
for (let code = 97; code <= 122; code++) kinds[code] = charKind.letter | charKind.lower;
kinds[95] = charKind.underscore;
kinds[45] = charKind.hyphen;
kinds[32] = kinds[9] = charKind.blank;

/** The kind of the character at an offset; 0 beyond the ends and for everything outside ASCII. */
export function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (kinds[code] ?? 0) : 0;
}

const wordBits = charKind.letter | charKind.digit | charKind.underscore;

/** A letter, a digit or `_`. */
export function isWord(text: string, at: number): boolean {
  return (kindAt(text, at) & wordBits) !== 0;
}

/** A letter, a digit, `_` or `-`. */
export function isWordOrHyphen(text: string, at: number): boolean {
  return (kindAt(text, at) & (wordBits | charKind.hyphen)) !== 0;
}

export function isBlank(text: string, at: number): boolean {
  return (kindAt(text, at) & charKind.blank) !== 0;
}

/** After the blanks and tabs from `at` on, at most `most` of them. */
export function skipBlanks(text: string, at: number, most = 64): number {
  let end = at;
  while (end < at + most && isBlank(text, end)) end++;
  return end;
}
