import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordGate } from '../../../../src/core/project/sources/wordGate.ts';

describe('WordGate', () => {
  it('agrees with a search for each word', () => {
    const letters = fc.constantFrom('a', 'b', 'c', '_');
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_', 'é', ' '), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), text, (words, sample) => {
        assert.equal(
          new WordGate(words).test(sample),
          words.some((each) => sample.includes(each)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
