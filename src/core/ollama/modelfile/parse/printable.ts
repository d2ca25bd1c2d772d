/**
 * The server keeps the characters that Go's `strconv.IsPrint` calls printable: letters, marks, numbers, punctuation,
 * symbols and the space of ASCII. No-break spaces, zero-width joiners and control characters vanish from every value.
 * Characters that Unicode took up after the server was built vanish too; which these are cannot be told here.
 */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} \t]/u;
const allUnprintable = new RegExp(unprintable, 'gu');

/** Whether the server keeps a character (one code point). A tab counts: inside values it is kept. */
export function isKept(character: string): boolean {
  return !unprintable.test(character);
}

/** A line of text as the server keeps it. */
export function keptText(line: string): string {
  return unprintable.test(line) ? line.replace(allUnprintable, '') : line;
}

/** The code point at an offset as text, a whole one where a surrogate pair begins. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

export function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** Where the line that holds `from` ends: the offset of its first `\r` or `\n`, or of the end of the text. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text[at])) at++;
  return at;
}

export function lineStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && !isLineEnd(text[at - 1])) at--;
  return at;
}
