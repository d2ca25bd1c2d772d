import assert from 'node:assert/strict';
import { fitOfInstalled } from '../../../../src/core/ollama/fit/fitOfInstalled.ts';
import type { MemoryBudget } from '../../../../src/core/ollama/fit/fit.ts';
import { suggestModels, type SuggestRequest } from '../../../../src/core/ollama/fit/suggestModels.ts';
import type { InstalledModel, ModelDetails } from '../../../../src/core/ollama/models.ts';
import { catalogue } from '../../../support/ollama/publishedFits.ts';

const gibi = 2 ** 30;
const gpu = (gib: number): MemoryBudget => ({
  kind: 'gpu',
  gpus: [{ name: 'GPU', totalBytes: gib * gibi }],
  ramBytes: 32 * gibi,
});
const cpu: MemoryBudget = { kind: 'cpu', gpus: [], ramBytes: 16 * gibi };

function suggest(more: Partial<SuggestRequest> = {}) {
  return suggestModels({
    ...{ recommendations: [], catalogue, installed: [], budget: gpu(16), kvCacheType: 'f16' },
    ...more,
  });
}

function installed(name: string, sizeBytes: number, more: Partial<InstalledModel> = {}): InstalledModel {
  return { name, digest: 'sha256:0', sizeBytes, capabilities: [], ...more };
}

describe('models to pull', () => {
  it('begin with those that the server recommends, in its order, without those of the cloud', () => {
    const recommendations = [
      { name: 'kimi-k2.6:cloud', description: 'Far away' },
      { name: 'gemma4', description: 'Reasoning', vramBytes: 12e9 },
      { name: 'newcomer', description: 'Not in our list', vramBytes: 8e9 },
      { name: 'gpt-oss:120b-cloud', description: 'Far away', vramBytes: 5e9 },
    ];
    const [first, second, third] = suggest({ recommendations });
    assert.deepEqual([first?.name, first?.source, first?.downloadBytes], ['gemma4:latest', 'server', 9.6e9]);
    assert.deepEqual(
      [second?.name, second?.fit.exact, second?.fit.totalBytes],
      ['newcomer:latest', false, 8e9],
    );
    assert.equal(third?.source, 'catalogue');
    assert.equal(third.asOf, '2026-09-16');
    assert.ok(!suggest({ recommendations }).some(({ name }) => name === 'gemma4:e4b'));
  });

  it('leave out what is installed, by any of its names, but not for a stub of the cloud', () => {
    const has = (names: readonly InstalledModel[], name: string) =>
      suggest({ installed: names }).some((each) => each.name === name);
    assert.ok(has([], 'qwen3:8b'));
    assert.ok(!has([installed('qwen3:latest', 5.2e9)], 'qwen3:8b'));
    assert.ok(!has([installed('qwen3:8b-q4_K_M', 5.23e9)], 'qwen3:8b'));
    assert.ok(has([installed('qwen3:8b-q8_0', 8.9e9)], 'qwen3:8b'));
    assert.ok(has([installed('gpt-oss:20b', 0, { remoteHost: 'https://ollama.com' })], 'gpt-oss:20b'));
    const recommendations = [{ name: 'gemma4', description: 'Reasoning', vramBytes: 12e9 }];
    const left = suggest({ recommendations, installed: [installed('gemma4:e4b', 9.6e9)] });
    assert.ok(!left.some(({ name }) => name.startsWith('gemma4:latest') || name === 'gemma4:e4b'));
  });

  it('put what fits on the GPU first, the largest of the newest generation before all', () => {
    const all = suggest({ budget: gpu(24), contextLength: 8192 });
    const verdicts = all.map(({ fit }) => fit.verdict);
    const order = ['gpu', 'cpu', 'partly'];
    assert.deepEqual(
      verdicts,
      [...verdicts].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
    assert.ok((all[0]?.downloadBytes ?? 0) >= 15e9, all[0]?.name);
    assert.ok(!verdicts.includes('no'));
  });

  it('offer on a machine without a GPU what a CPU answers with in time', () => {
    const [first] = suggest({ budget: cpu });
    assert.ok((first?.downloadBytes ?? Infinity) <= 6e9, first?.name);
  });

  it('are few and varied for the view', () => {
    const few = suggest({ limit: 8 });
    assert.equal(few.length, 8);
    assert.ok(few.some(({ capabilities }) => capabilities.includes('embedding')));
    assert.ok(few.some(({ capabilities }) => capabilities.includes('vision')));
    assert.ok(few.some(({ name }) => /coder|devstral|qwen3\.6/.test(name)));
    assert.ok(few.some(({ downloadBytes = 0 }) => downloadBytes <= 4e9));
    assert.equal(suggest({ limit: 3 }).length, 3);
  });

  it('begin with those for a purpose, where one is asked for', () => {
    assert.ok(suggest({ purpose: 'embedding' })[0]?.capabilities.includes('embedding'));
  });
});

describe('the fit of an installed model', () => {
  const options = { budget: cpu, kvCacheType: 'f16' } as const;
  const details = (parameters: string): ModelDetails => ({
    ...{ capabilities: [], modelfile: '', template: '', system: '', license: '', parameters },
    info: {
      'general.architecture': 'llama',
      'llama.block_count': 32,
      'llama.embedding_length': 4096,
      'llama.attention.head_count': 32,
      'llama.attention.head_count_kv': 8,
      'llama.context_length': 131_072,
      'llama.vocab_size': 128_256,
    },
  });

  it('is none for the stub of a model that runs elsewhere', () => {
    assert.equal(
      fitOfInstalled(installed('kimi:cloud', 300, { remoteHost: 'https://ollama.com' }), undefined, options),
      undefined,
    );
  });

  it('comes from its details, at its own context, at the asked one before that', () => {
    const model = installed('mine:latest', 4.9e9);
    const contextOf = (parameters: string, contextLength?: number) =>
      fitOfInstalled(model, details(parameters), { ...options, contextLength })?.contextLength;
    assert.equal(contextOf(''), 4096);
    assert.equal(contextOf('stop    "x"\nnum_ctx                        8192'), 8192);
    assert.equal(contextOf('num_ctx 8192', 16_384), 16_384);
    assert.equal(fitOfInstalled(model, details(''), options)?.exact, true);
  });

  it('comes from our list where the details are not known, unless its size says that it is another model', () => {
    const known = { ...options, catalogue };
    assert.equal(fitOfInstalled(installed('llama3.1:8b', 4.92e9), undefined, known)?.exact, true);
    assert.equal(fitOfInstalled(installed('llama3.1:8b', 8.5e9), undefined, known)?.exact, false);
    assert.equal(fitOfInstalled(installed('mine:latest', 4.9e9), undefined, known)?.exact, false);
  });
});
