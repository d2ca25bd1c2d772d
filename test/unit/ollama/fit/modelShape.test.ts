import assert from 'node:assert/strict';
import type { LayerMemory } from '../../../../src/core/ollama/fit/layerMemory.ts';
import { modelInfoOf, modelTensorsOf } from '../../../../src/core/ollama/gguf/ggufHeader.ts';
import { shapeFromModelInfo } from '../../../../src/core/ollama/fit/modelShape.ts';
import { readGgufHeader } from '../../../../src/core/ollama/gguf/readGgufHeader.ts';
import type { ModelInfo } from '../../../../src/core/ollama/models.ts';
import { fitModelFile } from '../../../support/ollama/fitModelFile.ts';
import { writeGguf } from '../../../support/ollama/ggufWriter.ts';

function shape(architecture: string, keys: Record<string, ModelInfo[string]>) {
  const base = { block_count: 6, embedding_length: 512, 'attention.head_count': 8, ...keys };
  const prefixed = Object.entries(base).map(([key, value]) => [`${architecture}.${key}`, value]);
  const found = shapeFromModelInfo({ 'general.architecture': architecture, ...Object.fromEntries(prefixed) });
  return found ?? assert.fail('no shape');
}

const windows = (layers: readonly LayerMemory[]) =>
  layers.map((layer) => (layer.kind === 'attention' ? layer.window : layer.kind));

describe('the shape of a model', () => {
  it('has keys and values of as many heads as there are for them', () => {
    const { layers, keyLength } = shape('llama', { 'attention.head_count_kv': 2 });
    assert.equal(keyLength, 64);
    assert.deepEqual(layers[0], {
      kind: 'attention',
      elements: 256,
      keyElements: 128,
      window: undefined,
      latent: false,
    });
  });

  it('takes as many heads for keys as for queries where none are named', () => {
    assert.equal(elementsOf(shape('llama', {}).layers[0]), 1024);
  });

  it('looks through windows in five of six layers of Gemma 3, and in every other of gpt-oss', () => {
    const window = { 'attention.sliding_window': 512 };
    assert.deepEqual(windows(shape('gemma3', window).layers), [512, 512, 512, 512, 512, undefined]);
    assert.deepEqual(windows(shape('gpt-oss', window).layers), [
      512,
      undefined,
      512,
      undefined,
      512,
      undefined,
    ]);
    assert.deepEqual(windows(shape('phi3', window).layers), Array(6).fill(undefined));
  });

  it('follows the pattern that the file gives', () => {
    const info = { 'attention.sliding_window': 128, 'attention.sliding_window_pattern': [1, 0, 1, 1, 0, 1] };
    assert.deepEqual(windows(shape('olmo3', info).layers), [128, undefined, 128, 128, undefined, 128]);
    const every = { 'attention.sliding_window': 128, 'attention.sliding_window_pattern': 2 };
    assert.deepEqual(windows(shape('gemma4', every).layers), [
      128,
      undefined,
      128,
      undefined,
      128,
      undefined,
    ]);
  });

  it('knows Gemma 4: narrow heads in windows, fewer without, and layers that use those of others', () => {
    const { layers } = shape('gemma4', {
      block_count: 12,
      'attention.sliding_window': 512,
      'attention.head_count_kv': 4,
      'attention.global_head_count_kv': 1,
      'attention.key_length': 512,
      'attention.value_length': 512,
      'attention.key_length_swa': 256,
      'attention.value_length_swa': 256,
      'attention.shared_kv_layers': 4,
    });
    assert.equal(elementsOf(layers[0]), 4 * 512);
    assert.equal(elementsOf(layers[5]), 1024);
    assert.deepEqual(
      layers.slice(8).map(({ kind }) => kind),
      ['none', 'none', 'none', 'none'],
    );
  });

  it('keeps a state in three of four layers of Qwen 3.5, by its heads or by the interval', () => {
    const state = {
      'ssm.state_size': 128,
      'ssm.inner_size': 2048,
      'ssm.group_count': 8,
      'ssm.conv_kernel': 4,
    };
    const kinds = (heads: number | readonly number[]) =>
      shape('qwen35', { ...state, block_count: 4, 'attention.head_count_kv': heads }).layers;
    for (const layers of [kinds(2), kinds([0, 0, 0, 2])]) {
      assert.deepEqual(windows(layers), ['state', 'state', 'state', undefined]);
      assert.deepEqual(layers[0], { kind: 'state', bytes: 1_097_728 });
    }
  });

  it('keeps a state in every layer of Mamba, and nothing in encoders', () => {
    const mamba = shape('mamba2', { 'ssm.state_size': 128, 'ssm.inner_size': 1024, 'ssm.conv_kernel': 4 });
    assert.ok(mamba.layers.every(({ kind }) => kind === 'state'));
    const bert = shape('nomic-bert', { pooling_type: 1 });
    assert.ok(bert.layers.every(({ kind }) => kind === 'none'));
    assert.ok(bert.embedding);
  });

  it('knows latent attention, experts and pictures', () => {
    const latent = shape('deepseek2', {
      'attention.head_count_kv': 1,
      'attention.key_length': 576,
      'attention.value_length': 512,
      'attention.key_length_mla': 192,
    });
    assert.deepEqual(latent.layers[0], {
      kind: 'attention',
      elements: 1088,
      keyElements: 576,
      window: undefined,
      latent: true,
    });
    const experts = shape('qwen3moe', { expert_used_count: 8, expert_feed_forward_length: 768 });
    assert.equal(experts.feedForwardLength, 8 * 768);
    const seeing = shape('gemma3', {
      'vision.block_count': 2,
      'vision.embedding_length': 64,
      'vision.image_size': 896,
      'vision.patch_size': 14,
    });
    assert.equal(seeing.vision?.patches, 4096);
  });

  it('is unknown where the numbers are missing or senseless', () => {
    assert.equal(shapeFromModelInfo({}), undefined);
    assert.equal(shapeFromModelInfo({ 'general.architecture': 'llama' }), undefined);
    const senseless = { 'llama.block_count': 1e9, 'llama.embedding_length': 64 };
    assert.equal(shapeFromModelInfo({ 'general.architecture': 'llama', ...senseless }), undefined);
    assert.equal(
      shapeFromModelInfo({ 'general.architecture': 'clip', 'clip.vision.block_count': 24 }),
      undefined,
    );
  });

  it('is the same from a file as from the server', async () => {
    const file = writeGguf(
      fitModelFile({
        ...{
          name: 'small',
          architecture: 'llama',
          layers: 2,
          embedding: 64,
          heads: 4,
          headsKv: 2,
          headSize: 16,
        },
        ...{ feedForward: 128, vocabulary: 300, context: 2048, weights: 'F16' },
      }),
    );
    const header = await readGgufHeader(
      (offset, length) => Promise.resolve(file.subarray(offset, offset + length)),
      file.length,
    );
    const found = shapeFromModelInfo(modelInfoOf(header), modelTensorsOf(header)) ?? assert.fail('no shape');
    assert.equal(found.vocabularySize, 300);
    assert.equal(found.contextLength, 2048);
    assert.equal(found.tied, false);
    assert.equal(found.weights?.embeddingBytes, 300 * 64 * 2);
    assert.equal(elementsOf(found.layers[1]), 64);
  });
});

function elementsOf(layer: LayerMemory | undefined): number | undefined {
  return layer?.kind === 'attention' ? layer.elements : undefined;
}
