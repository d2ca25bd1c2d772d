import { cut, visibleLength } from './paint.ts';

const gap = '  ';
/** What the last column gets even where the others fill the line. */
const narrowest = 20;

/** Rows as lines with aligned columns. The last column, which has no styles, is cut to the width of the line. */
export function columns(rows: readonly (readonly string[])[], width = Infinity): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, at) =>
    Math.max(0, ...rows.map((row) => visibleLength(row[at] ?? ''))),
  );
  const room = Math.max(narrowest, width - widths.reduce((sum, each) => sum + each + gap.length, 0));
  return rows.map((row) => {
    const heads = row
      .slice(0, -1)
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - visibleLength(cell)));
    return [...heads, cut(row.at(-1) ?? '', room)].join(gap).trimEnd();
  });
}
