import assert from 'node:assert/strict';
import { shapeFromModelInfo } from '../../../../src/core/ollama/fit/modelShape.ts';
import { readGgufHeader } from '../../../../src/core/ollama/gguf/readGgufHeader.ts';
import { ggufModel } from '../../../../src/editor/modelfile/ggufModel.ts';
import { tinyGguf } from '../../../support/ollama/tinyGguf.ts';

describe('ggufModel', () => {
  it('has all that a fit is reckoned from', async () => {
    const bytes = tinyGguf({ layers: 3, contextLength: 1024 });
    const read = (offset: number, length: number): Promise<Uint8Array> =>
      Promise.resolve(bytes.subarray(offset, offset + length));
    const { model, details } = ggufModel(await readGgufHeader(read, bytes.length), '/models/tiny.gguf');
    assert.equal(model.sizeBytes, bytes.length);
    const shape = shapeFromModelInfo(details.info, details.tensors);
    assert.equal(shape?.layers.length, 3);
    assert.equal(shape.contextLength, 1024);
    assert.ok(shape.weights);
  });
});
