import type { SecretFinding } from '../finding.ts';

/** A finding before overlaps are settled. */
export interface Candidate extends SecretFinding {
  /** Of two that overlap the one with more stays: a value that proves itself beats one known by its name. */
  readonly weight: number;
}

/** Weights of the families; a low confidence takes half a step off. */
export const weights = { token: 3, structure: 3.5, context: 2, contextual: 1 } as const;

/** Findings in the order of the text, without overlaps: the heavier, then the longer, then the earlier stays. */
export function settleOverlaps(candidates: readonly Candidate[]): SecretFinding[] {
  if (candidates.length < 2) return candidates.map(withoutWeight);
  const byWeight = [...candidates].sort(
    (a, b) => effective(b) - effective(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept = new Spans();
  const chosen = byWeight.filter((candidate) => kept.add(candidate));
  return chosen.sort((a, b) => a.start - b.start).map(withoutWeight);
}

function effective({ weight, confidence }: Candidate): number {
  return confidence === 'low' ? weight - 0.5 : weight;
}

function withoutWeight({ rule, provider, confidence, reason, name, start, end }: Candidate): SecretFinding {
  return {
    rule,
    provider,
    confidence,
    ...(reason && { reason }),
    ...(name !== undefined && { name }),
    start,
    end,
  };
}

/** Spans that do not overlap, ordered by their beginning; found by bisection. */
class Spans {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** False, and nothing is added, when the span overlaps one that is there. */
  add({ start, end }: { readonly start: number; readonly end: number }): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    if (low > 0 && (this.#ends[low - 1] ?? 0) > start) return false;
    if (low < this.#starts.length && (this.#starts[low] ?? 0) < end) return false;
    this.#starts.splice(low, 0, start);
    this.#ends.splice(low, 0, end);
    return true;
  }
}
