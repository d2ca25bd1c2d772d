import { placeOf } from '../../core/guide/place.ts';
import type { Evidence } from '../../core/project/facts.ts';
import { plain, type Paint } from './paint.ts';

/** Two cells: where the first piece of evidence stands, with how many more there are, and what stands there. */
export function evidenceCells(evidence: readonly Evidence[], paint: Paint): [string, string] {
  const [first] = evidence;
  if (!first) return ['', ''];
  const more = evidence.length > 1 ? ` +${evidence.length - 1}` : '';
  return [paint.hint(plain(placeOf(first))) + paint.faint(more), plain(first.text)];
}
