import type { Evidence } from '../project/facts.ts';

/** `train.py:12`, or `demo.ipynb, cell 3, line 2` (cells counted from 1) in a notebook. */
export function placeOf({ file, line, cell, cellLine }: Evidence): string {
  return cell === undefined ? `${file}:${line}` : `${file}, cell ${cell + 1}, line ${cellLine ?? 1}`;
}

/** Each place once, by file and then by line. */
export function sortedEvidence(evidence: readonly Evidence[]): Evidence[] {
  const unique = new Map(
    evidence.map((item) => [`${item.file}\n${item.line}\n${item.cell ?? ''}\n${item.text}`, item]),
  );
  return [...unique.values()].sort(byPlace);
}

function byPlace(a: Evidence, b: Evidence): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (a.cell ?? 0) - (b.cell ?? 0) || (a.text < b.text ? -1 : Number(a.text > b.text));
}
