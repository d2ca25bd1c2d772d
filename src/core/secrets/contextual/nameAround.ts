import { charKind, isBlank, kindAt } from '../engine/characters.ts';
import type { Span } from '../finding.ts';

export interface NameSpan extends Span {
  /** True for what is no name: no keyword up to `end` stands in one. */
  readonly tooLong: boolean;
}

/** The name around a keyword at [start, end): letters, digits, `_`, `-`, `.`, without marks at its ends. */
export function nameAround(text: string, start: number, end: number): NameSpan {
  const most = 80;
  let from = start;
  while (from > start - most && isNameCharacter(text, from - 1)) from--;
  let to = end;
  while (to < end + most && isNameCharacter(text, to)) to++;
  if (to - from > most) return { start: from, end: to, tooLong: true };
  while (from < start && isMark(text, from)) from++;
  // The letter of an escape belongs to what is before: `\npassword`.
  if (text.charCodeAt(from - 1) === 92 && from < start && /[nrt]/.test(text.charAt(from))) from++;
  while (to > end && isMark(text, to - 1)) to--;
  return { start: from, end: to, tooLong: false };
}

function isMark(text: string, at: number): boolean {
  return '-.'.includes(text.charAt(at));
}

const nameBits = charKind.letter | charKind.digit | charKind.underscore | charKind.hyphen;

function isNameCharacter(text: string, at: number): boolean {
  return (kindAt(text, at) & nameBits) !== 0 || text.charCodeAt(at) === 46;
}

/** A name right before a bracket. */
const calleeName = /[A-Za-z_][\w.]{2,60}$/;

/**
 * What is called with the name at `start` as one of its arguments, `MistralClient` of `MistralClient(api_key=`; '' where
 * nothing is, or where brackets or a line break stand between.
 */
export function calleeBefore(text: string, start: number): string {
  const window = text.slice(Math.max(0, start - 100), start);
  const bracket = window.lastIndexOf('(');
  if (bracket < 0 || window.length - bracket > 62) return '';
  const between = window.slice(bracket + 1);
  if (between.includes(')') || between.includes('\n') || /[^,\s]$/.test(between)) return '';
  return calleeName.exec(window.slice(0, bracket))?.[0] ?? '';
}

/** Up to two words before a name, as in `Algolia API key`, with the name. Lower case. */
export function nameWithWordsBefore(text: string, { start, end }: Span): string {
  let from = start;
  for (let words = 0; words < 2; words++) {
    let next = from - 1;
    if (!isBlank(text, next) || isBlank(text, next - 1)) break;
    while (from - next < 24 && isNameCharacter(text, next - 1)) next--;
    if (next === from - 1) break;
    from = next;
  }
  return text.slice(from, end).toLowerCase();
}
