import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SecretFinding } from '../../../../src/core/secrets/finding.ts';
import {
  applyChanges,
  mergeRescan,
  planRescan,
  reach,
  type KnownFindings,
  type TextChange,
} from '../../../../src/editor/secrets/changedRegion.ts';

const finding = (start: number, end: number): SecretFinding => ({
  rule: 'rule',
  provider: 'generic',
  confidence: 'high',
  start,
  end,
});

/** Finds `<a…>` runs: enough of a scanner to compare with. */
function scan(text: string): SecretFinding[] {
  return [...text.matchAll(/#\w{4,20}(?!\w)/g)].map(({ 0: { length }, index }) =>
    finding(index, index + length),
  );
}

function apply(text: string, changes: readonly (TextChange & { text: string })[]): string {
  const fromTheEnd = changes.toSorted((one, other) => other.offset - one.offset);
  return fromTheEnd.reduce(
    (whole, { offset, removed, text: put }) => whole.slice(0, offset) + put + whole.slice(offset + removed),
    text,
  );
}

describe('applyChanges', () => {
  const known: KnownFindings = { findings: [finding(10, 20), finding(40, 50)] };

  it('moves findings behind a change and keeps those before it', () => {
    const { findings, changed } = applyChanges(known, [{ offset: 30, removed: 2, inserted: 5 }]);
    assert.deepEqual(findings, [finding(10, 20), finding(43, 53)]);
    assert.deepEqual(changed, { start: 30, end: 35 });
  });

  it('drops findings that a change touches', () => {
    for (const offset of [11, 15, 19])
      assert.equal(applyChanges(known, [{ offset, removed: 0, inserted: 1 }]).findings.length, 1);
    assert.equal(applyChanges(known, [{ offset: 5, removed: 6, inserted: 0 }]).findings.length, 1);
    assert.equal(applyChanges(known, [{ offset: 0, removed: 60, inserted: 0 }]).findings.length, 0);
  });

  it('takes several changes of one event in any order', () => {
    const changes = [
      { offset: 60, removed: 0, inserted: 1 },
      { offset: 0, removed: 0, inserted: 3 },
      { offset: 25, removed: 5, inserted: 0 },
    ];
    const { findings, changed } = applyChanges(known, changes);
    assert.deepEqual(findings, [finding(13, 23), finding(38, 48)]);
    assert.deepEqual(changed, { start: 0, end: 59 });
  });

  it('grows the region over several events', () => {
    const first = applyChanges(known, [{ offset: 30, removed: 0, inserted: 4 }]);
    const second = applyChanges(first, [{ offset: 2, removed: 0, inserted: 1 }]);
    assert.deepEqual(second.changed, { start: 2, end: 35 });
  });
});

describe('planRescan and mergeRescan', () => {
  it('stay within the text', () => {
    const { slice, trusted } = planRescan({ start: 5, end: 9 }, 100);
    assert.deepEqual(slice, { start: 0, end: 100 });
    assert.deepEqual(trusted, { start: 0, end: 100 });
  });

  it('look a bounded way to either side', () => {
    const plan = planRescan({ start: 500_000, end: 500_010 }, 1_000_000);
    assert.equal(plan.slice.end - plan.slice.start, 4 * reach + 10);
  });

  it('give what a scan of the whole text gives', () => {
    const piece = fc.constantFrom('#abcdef', '#abcdefghij ', ' ', '\n', 'x', '#', 'word ');
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(12),
      text: fc.array(piece, { maxLength: 4 }),
    });
    const texts = fc.array(piece, { minLength: 1, maxLength: 200 });
    const check = fc.property(texts, fc.array(change, { minLength: 1, maxLength: 5 }), (pieces, edits) => {
      let text = pieces.join('');
      let known: KnownFindings = { findings: scan(text) };
      for (const { at, removed, text: put } of edits) {
        const offset = Math.floor(at * text.length);
        const cut = Math.min(removed, text.length - offset);
        const one = { offset, removed: cut, inserted: put.join('').length, text: put.join('') };
        text = apply(text, [one]);
        known = applyChanges(known, [one]);
      }
      const plan = planRescan(known.changed!, text.length, 40);
      const found = scan(text.slice(plan.slice.start, plan.slice.end));
      assert.deepEqual(mergeRescan(known.findings, found, plan), scan(text));
    });
    fc.assert(check, { numRuns: 100 });
  });

  it('keep what lies outside the region, and drop what is gone inside', () => {
    const far = finding(900_000, 900_010);
    const plan = planRescan({ start: 100, end: 110 }, 1_000_000);
    assert.deepEqual(mergeRescan([finding(105, 120), far], [finding(50, 60)], plan), [finding(50, 60), far]);
  });
});
