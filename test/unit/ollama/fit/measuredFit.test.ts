import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { estimateFit } from '../../../../src/core/ollama/fit/estimateFit.ts';
import type { ModelShape } from '../../../../src/core/ollama/fit/modelShape.ts';
import { fitModels } from '../../../support/ollama/fitModels.ts';
import { fitModelShape } from '../../../support/ollama/fitModelShape.ts';
import type { MeasuredFit } from '../../../support/ollama/measureFit.ts';

const fixture = new URL('../../../fixtures/ollama/fit-measured.json', import.meta.url);

describe('the fit of models that a real server was seen to load', () => {
  const { server, rows } = JSON.parse(readFileSync(fixture, 'utf8')) as {
    server: string;
    rows: MeasuredFit[];
  };
  const shapes = new Map<string, { shape: ModelShape; weightsBytes: number }>();
  before(() => {
    for (const model of fitModels) shapes.set(model.name, fitModelShape(model));
  });

  it('was measured on every model', () => {
    assert.deepEqual(
      [...new Set(rows.map(({ model }) => model))].sort(),
      fitModels.map(({ name }) => name).sort(),
    );
  });

  for (const row of rows) {
    const { model, contextLength, kvCacheType, parallel, sizeBytes } = row;
    it(`is within a tenth for ${model}, ${String(contextLength)} tokens, ${kvCacheType}, ${String(parallel)} at once`, () => {
      const known = shapes.get(model);
      assert.ok(known);
      const fit = estimateFit({
        ...known,
        contextLength,
        kvCacheType,
        parallel,
        budget: { kind: 'cpu', gpus: [], ramBytes: 2 ** 35 },
        serverVersion: server,
      });
      const off = fit.totalBytes / sizeBytes - 1;
      if (process.env['SHOW_FIT'] === '1')
        console.log(model, contextLength, kvCacheType, parallel, (off * 100).toFixed(1));
      assert.ok(Math.abs(off) < 0.1, `${String(fit.totalBytes)} against ${String(sizeBytes)}`);
      assert.equal(fit.verdict, 'cpu');
      assert.ok(fit.exact);
    });
  }
});
