import { diff3Merge } from 'node-diff3';

/** Two sets of changes to one text, put together. */
export interface MergedText {
  readonly text: string;
  /** Places that both changed, each in its own way. In the text they stand between marks as git sets them. */
  readonly conflicts: number;
}

const marks = { mine: '<<<<<<< yours', middle: '=======', generated: '>>>>>>> generated' } as const;

/**
 * A three-way merge by lines: `base` is what was generated last, `mine` what the file is now, `generated` what would be
 * written. The ends of lines are those of `mine`.
 */
export function mergeText(base: string, mine: string, generated: string): MergedText {
  const eol = endOfLine(mine);
  const [ours, original, theirs] = [mine, base, generated].map((text) =>
    text.replaceAll('\r\n', '\n').split('\n'),
  );
  const regions = diff3Merge(ours ?? [], original ?? [], theirs ?? [], { excludeFalseConflicts: true });
  let conflicts = 0;
  const lines: string[] = [];
  for (const { ok, conflict } of regions) {
    if (ok) lines.push(...ok);
    if (!conflict) continue;
    conflicts++;
    lines.push(marks.mine, ...conflict.a, marks.middle, ...conflict.b, marks.generated);
  }
  return { text: lines.join(eol), conflicts };
}

/** `\r\n` where the first line of a text ends so. */
export function endOfLine(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
