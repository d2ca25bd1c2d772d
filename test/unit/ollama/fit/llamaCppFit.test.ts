import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cacheBytes } from '../../../../src/core/ollama/fit/cacheBytes.ts';
import { fitModels } from '../../../support/ollama/fitModels.ts';
import { fitModelShape } from '../../../support/ollama/fitModelShape.ts';

const fixture = new URL('../../../fixtures/ollama/fit-llama-cpp.json', import.meta.url);

interface Row {
  readonly model: string;
  readonly contextLength: number;
  readonly weightsMiB: number;
  readonly cacheMiB: number;
}

describe('what llama.cpp, which new servers run, was seen to allocate', () => {
  const { rows } = JSON.parse(readFileSync(fixture, 'utf8')) as { rows: Row[] };

  for (const { model, contextLength, weightsMiB, cacheMiB } of rows) {
    it(`is what we reckon for ${model} at ${String(contextLength)} tokens`, () => {
      const known = fitModels.find(({ name }) => name === model);
      assert.ok(known);
      const { shape } = fitModelShape(known);
      const cache = cacheBytes(shape, {
        engine: 'llama-server',
        contextLength,
        kvCacheType: 'f16',
        parallel: 1,
        batch: 512,
      }).reduce((sum, bytes) => sum + bytes, 0);
      near(cache / 2 ** 20, cacheMiB);
      const { inputBytes, layerBytes, outputBytes } = shape.weights ?? assert.fail();
      near(layerBytes.reduce((sum, bytes) => sum + bytes, inputBytes + outputBytes) / 2 ** 20, weightsMiB);
    });
  }
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual / expected - 1) < 0.01, `${String(actual)} against ${String(expected)}`);
}
