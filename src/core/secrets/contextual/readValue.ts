import { isBlank, isWord } from '../engine/characters.ts';
import type { Span } from '../finding.ts';
import type { Language } from '../language.ts';
import type { AssignmentKind } from './assignment.ts';
import type { SourceText } from './sourceText.ts';

export interface ReadValue extends Span {
  /** As it stands in the text; '' for a bare word. */
  readonly quote: string;
}

/** A longer value is text or data, not a credential that a name gives away. */
const longest = 2200;

/** Letters that say what kind of string follows: `b"`, `rb'`, `f"`, `@"`, `$"`, `L"`. */
const stringPrefix = /(?:[bBrRuUfFlL@$]{1,2}|b?r#{1,3})(?=["'])/y;

const opening = /\\{0,3}(?:"""|'''|"|'|`)|&quot;|&#34;|&#39;|%22|[\u201c\u2018]/y;

/** A string literal at `at`, of whatever language, on one line; undefined where none begins or it does not end. */
export function readQuoted(text: string, at: number): ReadValue | undefined {
  stringPrefix.lastIndex = at;
  const from = stringPrefix.test(text) ? stringPrefix.lastIndex : at;
  opening.lastIndex = from;
  const quote = opening.exec(text)?.[0];
  if (quote === undefined) return undefined;
  const start = from + quote.length;
  const close = quote === '\u201c' ? '\u201d' : quote === '\u2018' ? '\u2019' : quote;
  const end = findClose(text, start, close);
  return end === undefined ? undefined : { start, end, quote };
}

function findClose(text: string, start: number, close: string): number | undefined {
  const limit = Math.min(text.length, start + longest);
  const first = close.charCodeAt(0);
  const many = close.length >= 3 && !close.startsWith('\\');
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if ((code === 10 || code === 13) && !many && first !== 96) return undefined;
    if (code === first && text.startsWith(close, at)) return at;
    // An escape, unless escapes are what quotes are written with here.
    if (code === 92 && first !== 92) at++;
  }
  return undefined;
}

const inCode: ReadonlySet<Language> = new Set<Language>([
  'python', 'javascript', 'typescript', 'go', 'java', 'kotlin', 'csharp', 'php', 'ruby', 'rust', 'swift', 'scala', 'c',
  'groovy', 'lua', 'perl', 'r', 'dart', 'toml', 'terraform',
]); // prettier-ignore

/** True for languages in which a bare word is a name, not a value. */
export function isCode(language: Language): boolean {
  return inCode.has(language);
}

const lineEnd = /[\r\n]/;

/** A bare word at `at`, up to what ends it. */
export function readUnquoted(source: SourceText, at: number, kind: AssignmentKind): ReadValue | undefined {
  const { text } = source;
  const limit = Math.min(text.length, at + longest);
  let end = bareWordEnd(source, at, kind, limit);
  if (end === limit && limit < text.length) return undefined;
  while (end > at && isBlank(text, end - 1)) end--;
  // A line continuation or an escape that ends the text the value stands in: `KEY=abc \\`, `KEY=abc\\n`.
  const escape = /\\(?:[nrt].{0,300}|)$/.exec(text.slice(Math.max(at, end - 320), end));
  if (escape) end = Math.max(at, end - 320) + escape.index;
  if (end > at && /[.:]/.test(text.charAt(end - 1)) && !isWord(text, end)) end--;
  return end > at ? { start: at, end, quote: '' } : undefined;
}

function bareWordEnd(source: SourceText, at: number, kind: AssignmentKind, limit: number): number {
  const { text, language } = source;
  if (kind === 'element') return elementEnd(text, at, limit);
  // Settings take all of the line but blanks: a password there may hold any mark.
  const wholeLine = (language === 'properties' || language === 'dotenv') && kind === 'assign';
  return Math.min(limit, wholeLine ? source.blankEnd(at) : source.bareEnd(at));
}

function elementEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text.charCodeAt(end) !== 60 && !lineEnd.test(text.charAt(end))) end++;
  return end;
}
