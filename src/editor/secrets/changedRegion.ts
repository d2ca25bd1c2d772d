import type { SecretFinding, Span } from '../../core/secrets/finding.ts';

/** One change of a text. The offset counts in the text before all changes of the same event. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/**
 * How far a change can reach, in UTF-16 code units: the largest thing that is found as one is a private key or a
 * service account's JSON, of some thousand characters.
 */
export const reach = 16_384;

/** What is known of a text: findings that are up to date outside `changed`, where it must be scanned again. */
export interface KnownFindings {
  readonly findings: readonly SecretFinding[];
  readonly changed?: Span;
}

/**
 * Takes an event's changes into account without looking at the text: findings move along, those that a change touches
 * are dropped, and the changed region grows. Changes of one event do not overlap.
 */
export function applyChanges(known: KnownFindings, changes: readonly TextChange[]): KnownFindings {
  const inOrder = [...changes].sort((one, other) => one.offset - other.offset);
  const findings = known.findings.flatMap((finding) => shift(finding, inOrder) ?? []);
  return { findings, changed: grow(known.changed, inOrder) };
}

/** The part of a text to scan, and the part of it for which the answer counts. */
export interface RescanPlan {
  readonly slice: Span;
  readonly trusted: Span;
}

/** Widens the changed region. What is found near the slice's edge may be half a thing, so only the middle counts. */
export function planRescan(changed: Span, length: number, distance = reach): RescanPlan {
  const widen = (by: number): Span => ({
    start: Math.max(0, changed.start - by),
    end: Math.min(length, changed.end + by),
  });
  return { slice: widen(2 * distance), trusted: widen(distance) };
}

/** The findings of the whole text, after its slice was scanned; offsets of `found` count in the slice. */
export function mergeRescan(
  known: readonly SecretFinding[],
  found: readonly SecretFinding[],
  { slice, trusted }: RescanPlan,
): SecretFinding[] {
  const counts = ({ start }: Span): boolean => start >= trusted.start && start < Math.max(trusted.end, 1);
  const fresh = found
    .map((finding) => ({ ...finding, start: finding.start + slice.start, end: finding.end + slice.start }))
    .filter(counts);
  const kept = known.filter(
    (finding) =>
      !counts(finding) && !fresh.some((other) => finding.start < other.end && other.start < finding.end),
  );
  return [...kept, ...fresh].sort((one, other) => one.start - other.start);
}

function shift(finding: SecretFinding, changes: readonly TextChange[]): SecretFinding | undefined {
  let delta = 0;
  for (const { offset, removed, inserted } of changes) {
    if (offset >= finding.end) break;
    // A character typed right before or into the finding changes what it is.
    if (offset + removed > finding.start || (removed === 0 && offset > finding.start)) return undefined;
    delta += inserted - removed;
  }
  return delta === 0 ? finding : { ...finding, start: finding.start + delta, end: finding.end + delta };
}

function grow(region: Span | undefined, changes: readonly TextChange[]): Span | undefined {
  let grown = region && { start: moved(region.start, changes), end: moved(region.end, changes) };
  let delta = 0;
  for (const { offset, removed, inserted } of changes) {
    const start = offset + delta;
    const end = start + inserted;
    grown = grown ? { start: Math.min(grown.start, start), end: Math.max(grown.end, end) } : { start, end };
    delta += inserted - removed;
  }
  return grown;
}

/** Where an offset is after the changes; inside a removed part it falls to the part's beginning. */
function moved(at: number, changes: readonly TextChange[]): number {
  let delta = 0;
  for (const { offset, removed, inserted } of changes) {
    if (offset >= at) break;
    delta += offset + removed > at ? inserted - (at - offset) : inserted - removed;
  }
  return at + delta;
}
