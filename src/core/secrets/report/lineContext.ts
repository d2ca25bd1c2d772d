import { sha256 } from '../baseline/sha.ts';
import type { Span } from '../finding.ts';

/** Characters on either side of a secret that count as its line. */
const reach = 120;

/**
 * For each finding a hash of what stands on its line before and after it, blanks left out. All findings' spans are
 * cut out, so that no secret is part of any hash. Findings are in order and do not overlap.
 */
export function lineContexts(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }, at) => {
    const before = text.slice(Math.max(lineStart(text, start), spans[at - 1]?.end ?? 0), start);
    const after = text.slice(end, Math.min(lineEnd(text, end), spans[at + 1]?.start ?? text.length));
    return sha256(`${before}\0${after}`.replace(/[ \t\r]+/g, '')).slice(0, 32);
  });
}

function lineStart(text: string, offset: number): number {
  const lowest = Math.max(0, offset - reach);
  const at = text.slice(lowest, offset).lastIndexOf('\n');
  return at < 0 ? lowest : lowest + at + 1;
}

function lineEnd(text: string, offset: number): number {
  const highest = Math.min(text.length, offset + reach);
  const at = text.slice(offset, highest).indexOf('\n');
  return at < 0 ? highest : offset + at;
}
