import { parseGoFloat } from './goNumbers.ts';

/** One character between quotes, or an escape, as `strconv.UnquoteChar` takes them. */
function character(quote: string): string {
  const escapes = [
    `\\\\[abfnrtv\\\\${quote}]`,
    '\\\\x[\\da-fA-F]{2}',
    '\\\\[0-3][0-7]{2}',
    '\\\\u(?![dD][89a-fA-F])[\\da-fA-F]{4}',
    '\\\\U00(?:0(?!0[dD][89a-fA-F])[\\da-fA-F]|10)[\\da-fA-F]{4}',
  ];
  return `(?:${escapes.join('|')}|[^\\\\${quote}\\n])`;
}

const string = new RegExp(`^"${character('"')}*"$`, 'u');
const constant = new RegExp(`^'${character("'")}'$`, 'u');

/** `strconv.Unquote` of a string in double quotes. */
export function isGoString(text: string): boolean {
  return string.test(text);
}

/** A character constant with its quotes. */
export function isGoCharacter(text: string): boolean {
  return constant.test(text);
}

/** A number as templates take it: an integer with any prefix, or a float; with `i` behind it an imaginary one. */
export function isGoNumber(text: string): boolean {
  const real = text.replace(/i$/, '');
  if (/^[+-]?0(?:x_?[\da-f](?:_?[\da-f])*|o?_?[0-7](?:_?[0-7])*|b_?[01](?:_?[01])*)$/i.test(real))
    return true;
  if (/^[+-]?(?:0|[1-9](?:_?\d)*)$/.test(real)) return text !== real || real.length <= 20;
  return (text !== real || /[.ep]/i.test(real)) && parseGoFloat(real) !== undefined;
}
