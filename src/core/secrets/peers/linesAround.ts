import type { Span } from '../finding.ts';

/** Characters that are taken to either side of a finding, for lines without end. */
const reach = 500;

/** The lines that a finding stands on, without their ends, and cut where they are very long. */
export function linesAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - reach), start);
  const after = text.slice(end, end + reach);
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const to = after.search(/[\r\n]/);
  return before.slice(from) + text.slice(start, end) + (to < 0 ? after : after.slice(0, to));
}
