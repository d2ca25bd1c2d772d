import type { ModelfileFold, Span } from './modelfile.ts';
import { parseModelfile } from './parseModelfile.ts';

/** Values of several lines, and comments of several lines. */
export function foldModelfile(text: string): ModelfileFold[] {
  const { instructions, comments } = parseModelfile(text);
  const lineAt = lineLookup(text);
  const rows = (span: Span) => ({ startLine: lineAt(span.start), endLine: lineAt(span.end) });
  const folds: ModelfileFold[] = instructions.map(rows);
  for (const { start } of comments) {
    const line = lineAt(start);
    const last = folds.at(-1);
    if (last?.kind === 'comment' && last.endLine === line - 1)
      folds[folds.length - 1] = { ...last, endLine: line };
    else folds.push({ startLine: line, endLine: line, kind: 'comment' });
  }
  return folds
    .filter(({ startLine, endLine }) => endLine > startLine)
    .sort((a, b) => a.startLine - b.startLine);
}

/** Lines from 0, by binary search. */
export function lineLookup(text: string): (offset: number) => number {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
