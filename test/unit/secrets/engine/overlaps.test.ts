import assert from 'node:assert/strict';
import { settleOverlaps, type Candidate } from '../../../../src/core/secrets/engine/candidate.ts';

function candidate(rule: string, start: number, end: number, weight: number, confidence = 'high'): Candidate {
  return { rule, provider: 'generic', confidence: confidence as 'high', start, end, weight };
}

function kept(...candidates: Candidate[]): string[] {
  return settleOverlaps(candidates).map(({ rule }) => rule);
}

describe('settleOverlaps', () => {
  it('prefers a value that proves itself to one known by its name', () => {
    assert.deepEqual(kept(candidate('name', 0, 40, 1), candidate('shape', 0, 40, 3)), ['shape']);
  });

  it('prefers the longer of two of the same kind', () => {
    assert.deepEqual(kept(candidate('short', 0, 20, 3), candidate('long', 0, 40, 3)), ['long']);
  });

  it('prefers the surer of two of the same kind', () => {
    assert.deepEqual(kept(candidate('doubtful', 0, 40, 3, 'low'), candidate('sure', 0, 20, 3)), ['sure']);
  });

  it('keeps neighbours, in the order of the text', () => {
    assert.deepEqual(kept(candidate('b', 20, 30, 1), candidate('a', 0, 20, 3), candidate('c', 30, 31, 2)), [
      'a',
      'b',
      'c',
    ]);
  });

  it('agrees with a plain search for overlaps on random spans', () => {
    let seed = 11;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 100; round++) {
      const spans = Array.from({ length: 30 }, (_, at) => {
        const start = random(200);
        return candidate(String(at), start, start + 1 + random(20), random(4));
      });
      const result = settleOverlaps(spans);
      result.forEach((one, at) => assert.ok(at === 0 || result[at - 1]!.end <= one.start));
      // What was left out overlaps something that stayed.
      for (const span of spans) {
        const stays = result.some(({ rule }) => rule === span.rule);
        const overlaps = result.some((one) => one.start < span.end && span.start < one.end);
        assert.ok(stays || overlaps);
      }
    }
  });
});
