import type { Span } from '../../check.ts';

/**
 * Makes the lines of an instruction one: what only continues it becomes spaces, so that every offset stays. Heredocs
 * keep their line ends; in them only lines that a backslash continues are joined, and comments fall away.
 */
export function maskContinuations(
  text: string,
  span: Span,
  escape: string,
  heredocs: readonly Span[],
): string {
  let result = '';
  let at = span.start;
  let heredoc = 0;
  while (at < span.end) {
    while ((heredocs[heredoc]?.end ?? Infinity) <= at) heredoc++;
    const inside = heredocs[heredoc];
    const isHeredoc = inside !== undefined && at >= inside.start;
    const { end, next } = lineFrom(text, at, span.end);
    result += maskLine(
      text,
      { start: at, end, next },
      isHeredoc ? '\\' : escape,
      isHeredoc,
      at === span.start,
    );
    at = next;
  }
  return result;
}

interface Line extends Span {
  /** Where the next line begins. */
  readonly next: number;
}

function maskLine(text: string, line: Line, escape: string, isHeredoc: boolean, isFirst: boolean): string {
  const content = text.slice(line.start, line.end);
  const lineEnd = text.slice(line.end, line.next);
  if (!isFirst && content.trimStart().startsWith('#'))
    return ' '.repeat(content.length) + (isHeredoc ? lineEnd : ' '.repeat(lineEnd.length));
  const trimmed = content.trimEnd();
  const isContinued = trimmed.endsWith(escape) && (!isHeredoc || trimmed.length === content.length);
  if (isContinued) {
    const kept = trimmed.slice(0, -1);
    return kept + ' '.repeat(line.next - line.start - kept.length);
  }
  return content + (isHeredoc ? lineEnd : lineEnd.replace(/[\r\n]/g, ' '));
}

function lineFrom(text: string, start: number, limit: number): { end: number; next: number } {
  let end = start;
  while (end < limit && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const isPair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10;
  return { end, next: Math.min(limit, end + (isPair ? 2 : 1)) };
}
