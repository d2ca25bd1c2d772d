import { ExcerptBuilder, type Excerpt } from '../excerpt.ts';
import type { WordGate } from '../wordGate.ts';

/** Statements that hold others, or that others hang on: these stay, so that the code stays code. */
const structure =
  /^(?:@|(?:if|elif|else|for|while|try|except|finally|with|def|class|async|match|case|from|import)\b)/;

/** Blocks that nothing hangs on, as `else` hangs on `if`. */
const ownBlock = /^(?:def|class|async|with)\b/;

/** Class bodies in which each field is an environment variable, whatever it is called. */
const settingsClass = 'BaseSettings';

/**
 * The statements that say something: those that hold one of the given places (offsets in order) or a mark, and the
 * blocks around them.
 */
export function tellingLines(text: string, places: readonly number[], marks: WordGate): Excerpt {
  if (text.includes(settingsClass)) return { text, originOf: (offset) => offset };
  const hasMarks = marks.test(text);
  const says = (from: number, to: number): boolean =>
    holdsPlace(places, from, to) || (hasMarks && marks.test(text.slice(from, to)));
  const excerpt = new ExcerptBuilder(text);
  if (places.length === 0 && !hasMarks) return excerpt;
  const statements = [...statementsOf(text)];
  let needsStatement = false;
  let isDecorated = false;
  const skip = ({ from, indent }: Statement): void => {
    if (needsStatement) excerpt.take(`${text.slice(from, from + indent)}pass`, from);
    needsStatement = false;
  };
  for (let at = 0; at < statements.length; at++) {
    const statement = statements[at] ?? noStatement;
    const { from, to, indent } = statement;
    const start = text.slice(from + indent, from + indent + 12);
    const isTelling = says(from, to);
    if (!isTelling && !structure.test(start)) {
      skip(statement);
      continue;
    }
    const isHeader = blockStart.test(text.slice(Math.max(from, to - 200), to));
    const end = !isTelling && isHeader ? blockEnd(statements, at) : at + 1;
    const isIdle = end > at + 1 && !says(to, (statements[end - 1] ?? noStatement).to);
    if (isIdle && !isDecorated && ownBlock.test(start)) skip(statement);
    else {
      excerpt.take(text.slice(from, to), from);
      needsStatement = isHeader;
      if (isIdle) skip(statements[at + 1] ?? noStatement);
    }
    isDecorated = start.startsWith('@');
    if (isIdle) at = end - 1;
  }
  return excerpt;
}

const blockStart = /:\s*(?:#[^\n]*)?$/;

interface Statement {
  readonly from: number;
  readonly to: number;
  /** Characters before its first word. */
  readonly indent: number;
}

const noStatement: Statement = { from: 0, to: 0, indent: 0 };

/** Index after the last statement of the block that a header begins. */
function blockEnd(statements: readonly Statement[], header: number): number {
  const indent = statements[header]?.indent ?? 0;
  let at = header + 1;
  while (at < statements.length && (statements[at]?.indent ?? 0) > indent) at++;
  return at;
}

function holdsPlace(places: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? Infinity) < to;
}

/** Statements without their line ends: lines joined where brackets, long strings or backslashes do; no comments. */
function* statementsOf(text: string): Generator<Statement> {
  for (const [from, to] of logicalLines(text)) {
    let first = from;
    while (first < to && (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9)) first++;
    const code = text.charCodeAt(first);
    if (first < to && code !== 35 && code !== 13) yield { from, to, indent: first - from };
  }
}

function* logicalLines(text: string): Generator<readonly [from: number, to: number]> {
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      if (depth > 0 || text.charCodeAt(at - 1) === 92) continue;
      yield [from, at];
      from = at + 1;
    } else if (code === 35) at = lineEnd(text, at) - 1;
    else if (code === 34 || code === 39) at = stringEnd(text, at, code) - 1;
    else if (code === 40 || code === 91 || code === 123) depth++;
    else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--;
  }
  if (from < text.length) yield [from, text.length];
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Offset after a string that begins at `start`; a short one ends with its line at the latest. */
function stringEnd(text: string, start: number, quote: number): number {
  if (text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote) {
    const end = text.indexOf(text.slice(start, start + 3), start + 3);
    return end < 0 ? text.length : end + 3;
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 10) return at;
    if (code === 92) at++;
  }
  return text.length;
}
