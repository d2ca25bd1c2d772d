import type { ModelfileFold, Span } from './modelfile.ts';
import { lineLookup } from './parse/lineLookup.ts';
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
