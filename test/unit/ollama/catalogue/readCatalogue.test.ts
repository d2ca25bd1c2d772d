import assert from 'node:assert/strict';
import { readCatalogue } from '../../../../src/core/ollama/catalogue/readCatalogue.ts';
import type { CatalogueModel } from '../../../../src/core/ollama/catalogue/catalogue.ts';
import type { ModelShape } from '../../../../src/core/ollama/fit/modelShape.ts';
import { UserError } from '../../../../src/core/errors.ts';
import { catalogue } from '../../../support/ollama/publishedFits.ts';

const { models } = catalogue;

describe('our list of models', () => {
  it('has models of all kinds, each named once', () => {
    assert.ok(models.length >= 25 && models.length <= 60);
    assert.equal(new Set(models.map(({ name }) => name)).size, models.length);
    for (const capability of ['tools', 'vision', 'thinking', 'embedding', 'insert']) {
      assert.ok(
        models.some(({ capabilities }) => capabilities.includes(capability)),
        capability,
      );
    }
    assert.ok(models.every(({ name }) => /^[\w.-]+:[\w.-]+$/.test(name) && !name.endsWith('cloud')));
  });

  for (const model of models) {
    it(`says of ${model.name} where its numbers are from, and they are plausible`, () => {
      assert.match(model.source, /^https:\/\/[\w.]+\/\S+$/);
      assert.ok(model.day <= catalogue.day && model.day > '2025-01-01');
      assert.match(model.description, /^[^.]+.*\.$/);
      const bits = (model.downloadBytes * 8) / model.parameterCount;
      const [least, most] = bitsPerParameter[model.quantization] ?? assert.fail(model.quantization);
      assert.ok(bits >= least && bits <= most, `${bits.toFixed(1)} bits per parameter`);
      assert.ok(model.contextLength >= 512 && model.contextLength <= 1_048_576);
    });
  }

  for (const model of models.filter(countable)) {
    it(`has a shape for ${model.name} that makes up its parameters`, () => {
      const counted = parametersOf(model.shape ?? assert.fail());
      const forPictures = model.capabilities.includes('vision') ? 0.65e9 : 0;
      const off = Math.max(model.parameterCount - counted - forPictures, counted - model.parameterCount);
      assert.ok(off < 0.03 * counted, `${(counted / 1e9).toFixed(2)} B`);
    });
  }

  it('is refused, by the row, when it is damaged', () => {
    const row = `name: a:b\n    title: A\n    description: A.\n    downloadGb: 1\n    parametersB: 2\n    quantization: F16\n    contextLength: 4096\n    capabilities: [completion]\n    source: https://a.b/c\n    day: 2026-01-01`;
    const text = (changed: string) => `day: 2026-01-01\nmodels:\n  - ${changed}`;
    assert.equal(readCatalogue(text(row)).models.length, 1);
    for (const [from, to] of [
      ['downloadGb: 1', 'downloadGb: -1'],
      ['downloadGb: 1', 'downloadGb: much'],
      ['source: https://a.b/c', 'source: hearsay'],
      ['title: A', 'title: ""'],
      ['capabilities: [completion]', 'capabilities: []'],
      ['day: 2026-01-01', 'day: yesterday'],
      [
        'title: A',
        'title: A\n    shape: { architecture: llama, tied: true }\n    shapeSource: https://a.b/c',
      ],
    ] as const) {
      assert.throws(
        () => readCatalogue(text(row.replace(from, to))),
        (error) => error instanceof UserError && error.message.includes('a:b'),
        to,
      );
    }
    assert.throws(() => readCatalogue('models: 1'), UserError);
    assert.throws(() => readCatalogue('- 1'), UserError);
  });
});

/** Files hold the part for pictures in half precision beside the quantised weights: the upper ends leave room. */
const bitsPerParameter: Readonly<Record<string, readonly [number, number]>> = {
  Q4_K_M: [4.3, 11.5],
  MXFP4: [4.2, 5.6],
  Q8_0: [8, 9],
  F16: [15, 18],
  BF16: [15, 17],
};

/** Where the part for text makes up the whole model, and its blocks are of the usual kind. */
function countable({ shape, capabilities }: CatalogueModel): boolean {
  const usual = /^(llama|qwen2|qwen3|qwen3moe|phi3|gemma3|mistral3|qwen3vl)$/;
  return shape !== undefined && usual.test(shape.architecture) && !capabilities.includes('embedding');
}

function parametersOf(shape: ModelShape): number {
  const { embeddingLength, headCount, keyLength, feedForwardLength, expertsUsed, tied } = shape;
  const experts = expertsUsed > 0 ? (128 / expertsUsed) * feedForwardLength : feedForwardLength;
  const embedding = (shape.vocabularySize ?? 0) * embeddingLength * (tied === true ? 1 : 2);
  const blocks = shape.layers.map((layer) => {
    const keysAndValues = layer.kind === 'attention' ? layer.elements : 0;
    return embeddingLength * (2 * headCount * keyLength + keysAndValues + 3 * experts);
  });
  return blocks.reduce((sum, block) => sum + block, embedding);
}
