import { complement, lastCodePoint, type CharacterSet } from './syntax.ts';

/** Code points by RE2's documentation (https://github.com/google/re2/wiki/Syntax). */
const digit: CharacterSet = [[0x30, 0x39]];
const upper: CharacterSet = [[0x41, 0x5a]];
const lower: CharacterSet = [[0x61, 0x7a]];
const alpha: CharacterSet = [...upper, ...lower];
const word: CharacterSet = [...digit, ...upper, [0x5f, 0x5f], ...lower];
/** Without the vertical tab, unlike JavaScript's. */
const space: CharacterSet = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

export const everything: CharacterSet = [[0, lastCodePoint]];
export const notNewline: CharacterSet = complement([[0x0a, 0x0a]]);

/** `\d` and the like. */
export const perlClasses: Readonly<Record<string, CharacterSet>> = {
  d: digit,
  D: complement(digit),
  w: word,
  W: complement(word),
  s: space,
  S: complement(space),
};

/** `[:alnum:]` and the like, by the name alone. */
export const posixClasses: Readonly<Record<string, CharacterSet>> = {
  alnum: [...digit, ...alpha],
  alpha,
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit,
  graph: [[0x21, 0x7e]],
  lower,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper,
  word,
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};

/** Escapes of one character that are no letters of their own. */
export const controlEscapes: Readonly<Record<string, number>> = {
  a: 0x07,
  f: 0x0c,
  t: 0x09,
  n: 0x0a,
  r: 0x0d,
  v: 0x0b,
};
