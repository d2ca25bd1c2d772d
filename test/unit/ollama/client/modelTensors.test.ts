import assert from 'node:assert/strict';
import { readModelTensors } from '../../../../src/core/ollama/client/replies/modelTensors.ts';

describe('readModelTensors', () => {
  const row = { name: 'output.weight', type: 'Q6_K', shape: [4096, 128_256] };

  it('reads what the server lists', () => {
    assert.deepEqual(
      readModelTensors([row, { ...row, name: 'output_norm.weight', type: 'F32', shape: [4096] }]),
      [row, { name: 'output_norm.weight', type: 'F32', shape: [4096] }],
    );
  });

  it('gives nothing where the server lists nothing, or not all', () => {
    for (const value of [
      undefined,
      null,
      [],
      {},
      'x',
      [row, { ...row, shape: [] }],
      [row, { ...row, shape: [-1] }],
    ])
      assert.equal(readModelTensors(value), undefined, JSON.stringify(value));
    for (const broken of [{ name: 7 }, { type: undefined }, { shape: 'x' }, { shape: [1, null] }])
      assert.equal(readModelTensors([row, { ...row, ...broken }]), undefined, JSON.stringify(broken));
  });
});
