import assert from 'node:assert/strict';
import { ourFit, publishedFits } from '../../../support/ollama/publishedFits.ts';

describe('the fit of models as others saw them in ollama ps', () => {
  for (const published of publishedFits) {
    const { model, contextLength, device, server, sizeGb, tolerance } = published;
    it(`is near for ${model}, ${String(contextLength)} tokens, ${device}, ${server}`, () => {
      const fit = ourFit(published);
      const off = fit.totalBytes / 1e9 / sizeGb - 1;
      assert.ok(Math.abs(off) < tolerance, `${(fit.totalBytes / 1e9).toFixed(2)} GB`);
      assert.equal(fit.verdict, device);
    });
  }

  it('names a source in each row', () => {
    assert.ok(publishedFits.every(({ source }) => source.length > 10));
  });
});
