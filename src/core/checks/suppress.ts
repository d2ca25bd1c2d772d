import type { CheckDiagnostic, CheckedFile, CheckFix } from './check.ts';
import { checkKind } from './checkKind.ts';

const directive =
  /(?:#|\/\/)[ \t]*ai-stack:[ \t]*ignore[ \t]+([a-z]+\/[a-z\d-]+(?:[ \t]*,[ \t]*[a-z]+\/[a-z\d-]+)*)/g;

/**
 * Leaves out what a comment accepts: `# ai-stack: ignore docker/root-user[, …]` on the line of the finding, or in the
 * comments right above it. `anchor` gives the offset of the statement that a place is in; comments there count as well.
 */
export function withoutIgnored(
  text: string,
  diagnostics: readonly CheckDiagnostic[],
  anchor: (offset: number) => number = (offset) => offset,
): readonly CheckDiagnostic[] {
  if (diagnostics.length === 0 || !text.includes('ai-stack:')) return diagnostics;
  const ignored = ignoredLines(text);
  if (ignored.size === 0) return diagnostics;
  const starts = lineStarts(text);
  const accepts = (offset: number, code: string): boolean =>
    ignored.get(lineAt(starts, offset))?.has(code) === true;
  return diagnostics.filter(({ code, start }) => !accepts(start, code) && !accepts(anchor(start), code));
}

/** A fix that accepts the finding: a comment above its line. `at` is where that line, or its instruction, begins. */
export function ignoreFix(file: CheckedFile, diagnostic: CheckDiagnostic, at = diagnostic.start): CheckFix {
  const { text } = file;
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const slashes = checkKind(file.path, text) === 'cloud-build' && file.path.endsWith('.json') ? '//' : '#';
  return {
    id: 'ignore',
    title: `Ignore ${diagnostic.code} here`,
    edits: [{ start, end: start, text: `${indent}${slashes} ai-stack: ignore ${diagnostic.code}${end}` }],
  };
}

/** Codes that comments right above a line accept; nobody needs more. */
const mostPending = 50;

/** By line, from 0, the codes that are accepted there. */
function ignoredLines(text: string): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  let pending: string[] = [];
  for (const [line, content] of text.split(/\r\n|\n|\r/).entries()) {
    const codes = content.includes('ai-stack:')
      ? [...content.matchAll(directive)].flatMap(([, list = '']) => list.split(/[ \t]*,[ \t]*/))
      : [];
    const isComment = /^[ \t]*(?:#|\/\/)/.test(content);
    found.set(line, new Set([...codes, ...pending]));
    pending = isComment ? [...pending, ...codes].slice(-mostPending) : [];
  }
  return found;
}

/** Offsets at which the lines begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The line of an offset, from 0. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
