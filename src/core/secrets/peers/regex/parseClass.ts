import { perlClasses, posixClasses } from './classes.ts';
import type { RegexCursor } from './regexCursor.ts';
import { complement, normalised, RegexSyntaxError, withBothCases, type CharacterSet } from './syntax.ts';

/** `[…]`, from the opening bracket on; with `fold`, in both cases. */
export function parseClass(cursor: RegexCursor, fold: boolean): CharacterSet {
  const { offset } = cursor;
  cursor.skip(1);
  const negated = cursor.take('^');
  const ranges: (readonly [number, number])[] = [];
  // A closing bracket that comes first is one of the characters.
  let first = true;
  while (first || !cursor.at(']')) {
    if (cursor.done) throw new RegexSyntaxError('a class is not closed', offset);
    first = false;
    ranges.push(...parseMember(cursor));
  }
  cursor.skip(1);
  const set = fold ? withBothCases(ranges) : normalised(ranges);
  return negated ? complement(set) : set;
}

function parseMember(cursor: RegexCursor): CharacterSet {
  const posix = cursor.matches(/\[:(\^?)(\w+):\]/y);
  if (posix) {
    const set = posixClasses[posix[2] ?? ''];
    if (!set) throw cursor.error(`"${posix[0]}" is not a class of RE2`);
    cursor.skip(posix[0].length);
    return posix[1] === '^' ? complement(set) : set;
  }
  if (cursor.at('\\')) {
    const set = perlClasses[cursor.peek(1)];
    if (set) {
      cursor.skip(2);
      return set;
    }
    if (cursor.matches(/\\[pP]/y)) throw cursor.error('Unicode classes within brackets are not supported');
  }
  const from = parseCharacter(cursor);
  if (!cursor.at('-') || cursor.peek(1) === ']' || cursor.peek(1) === '') return [[from, from]];
  cursor.skip(1);
  const to = parseCharacter(cursor);
  if (to < from) throw cursor.error('a range in a class is the wrong way round');
  return [[from, to]];
}

function parseCharacter(cursor: RegexCursor): number {
  const character = cursor.at('\\') ? cursor.escapedCharacter() : cursor.next();
  return character.codePointAt(0) ?? 0;
}
