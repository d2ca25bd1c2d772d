import assert from 'node:assert/strict';
import type { ModelfileFix } from '../../../../src/core/ollama/modelfile/modelfile.ts';
import { compatibleEdits } from '../../../../src/editor/modelfile/compatibleEdits.ts';

const fix = (id: string, ...edits: [number, number, string][]): ModelfileFix => ({
  id,
  title: id,
  edits: edits.map(([start, end, text]) => ({ start, end, text })),
});

describe('compatibleEdits', () => {
  it('takes what does not clash, in the order of the text', () => {
    const edits = compatibleEdits([fix('late', [20, 25, 'b']), fix('early', [0, 5, 'a'], [10, 12, 'c'])]);
    assert.deepEqual(
      edits.map(({ start, text }) => [start, text]),
      [
        [0, 'a'],
        [10, 'c'],
        [20, 'b'],
      ],
    );
  });

  it('leaves out a fix as a whole where a part of it clashes with another', () => {
    const edits = compatibleEdits([fix('one', [5, 8, 'x']), fix('two', [0, 1, 'y'], [7, 9, 'z'])]);
    assert.deepEqual(edits, [{ start: 5, end: 8, text: 'x' }]);
    assert.equal(compatibleEdits([fix('one', [5, 8, 'x']), fix('two', [6, 6, 'y'])]).length, 1);
  });

  it('takes what ends where the next begins', () => {
    assert.equal(compatibleEdits([fix('one', [5, 8, '']), fix('two', [8, 9, 'z'])]).length, 2);
    assert.equal(compatibleEdits([fix('one', [5, 8, '']), fix('two', [8, 8, 'z'], [9, 10, ''])]).length, 3);
  });

  it('makes an insertion at one place once', () => {
    assert.equal(compatibleEdits([fix('one', [0, 0, 'FROM a\n']), fix('two', [0, 0, 'FROM a\n'])]).length, 1);
  });

  it('is empty without fixes', () => {
    assert.deepEqual(compatibleEdits([]), []);
  });
});
