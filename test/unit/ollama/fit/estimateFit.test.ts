import assert from 'node:assert/strict';
import { estimateFit, fitOfTotal } from '../../../../src/core/ollama/fit/estimateFit.ts';
import type { Fit, MemoryBudget } from '../../../../src/core/ollama/fit/fit.ts';
import { byteWords, fitNumbers, fitWords } from '../../../../src/core/ollama/fit/fitWords.ts';
import { defaultContextLength, memoryBudget } from '../../../../src/core/ollama/fit/memoryBudget.ts';
import { findModel } from '../../../../src/core/ollama/catalogue/findModel.ts';
import type { Accelerator, MachineFacts } from '../../../../src/core/project/machine.ts';
import { catalogue } from '../../../support/ollama/publishedFits.ts';

const gibi = 2 ** 30;
const ram = (gib: number): MemoryBudget => ({ kind: 'cpu', gpus: [], ramBytes: gib * gibi });
const gpus = (ramGib: number, ...each: number[]): MemoryBudget => ({
  kind: 'gpu',
  gpus: each.map((gib) => ({ name: 'NVIDIA L4', totalBytes: gib * gibi })),
  ramBytes: ramGib * gibi,
});

function fit(name: string, budget: MemoryBudget, more: Partial<Parameters<typeof estimateFit>[0]> = {}): Fit {
  const model = findModel(catalogue, name) ?? assert.fail(name);
  return estimateFit({
    weightsBytes: model.downloadBytes,
    shape: model.shape,
    contextLength: 4096,
    kvCacheType: 'f16',
    budget,
    ...more,
  });
}

describe('will a model run here', () => {
  it('fits on a GPU that has room for all of it', () => {
    const { verdict, gpuShare, gpuLayers, layerCount, budgetName } = fit('llama3.1:8b', gpus(32, 24));
    assert.deepEqual([verdict, gpuShare, gpuLayers, layerCount], ['gpu', 1, 33, 33]);
    assert.equal(budgetName, 'NVIDIA L4');
  });

  it('goes partly where only some layers have room, and says which part', () => {
    const half = fit('qwen3:14b', gpus(64, 6));
    assert.equal(half.verdict, 'partly');
    assert.ok(half.gpuShare > 0.3 && half.gpuShare < 0.7, String(half.gpuShare));
    assert.match(fitWords(half), /^Partly on GPU \(\d\d %\)$/);
    const share = (gib: number) => fit('qwen3:14b', gpus(64, gib)).gpuShare;
    assert.ok(share(4) < share(6) && share(6) < share(8));
  });

  it('counts several GPUs together', () => {
    assert.notEqual(fit('llama3.3:70b', gpus(64, 24)).verdict, 'gpu');
    const both = fit('llama3.3:70b', gpus(64, 24, 24));
    assert.equal(both.verdict, 'gpu');
    assert.equal(both.budgetName, '2 × NVIDIA L4');
  });

  it('runs on the CPU where there is no GPU, or none with room for a layer', () => {
    assert.equal(fit('llama3.1:8b', ram(16)).verdict, 'cpu');
    assert.equal(fit('llama3.3:70b', gpus(128, 1)).verdict, 'cpu');
  });

  it('does not run where nothing has room', () => {
    assert.equal(fit('llama3.3:70b', ram(32)).verdict, 'no');
    assert.equal(fit('gpt-oss:120b', gpus(16, 24)).verdict, 'no');
  });

  it('holds one memory only once against a model', () => {
    const mac = (gib: number): MemoryBudget => ({
      kind: 'unified',
      gpus: [{ name: 'Apple M4', totalBytes: (gib * gibi * 2) / 3 }],
      ramBytes: gib * gibi,
    });
    assert.equal(fit('llama3.1:8b', mac(16)).verdict, 'gpu');
    assert.equal(fit('qwen3:14b', mac(12)).verdict, 'partly');
    assert.equal(fit('qwen3:32b', mac(16)).verdict, 'no');
  });

  it('takes less with a quantised context, and more for several requests at once', () => {
    const bytes = (more: object) =>
      fit('llama3.1:8b', ram(64), { contextLength: 32_768, ...more }).kvCacheBytes;
    assert.equal(bytes({}), 4 * gibi);
    assert.equal(bytes({ kvCacheType: 'q8_0' }), (4 * gibi * 34) / 64);
    assert.equal(bytes({ kvCacheType: 'q4_0' }), (4 * gibi * 18) / 64);
    assert.equal(bytes({ parallel: 2 }), 8 * gibi);
  });

  it('takes little for a long context where layers look through windows', () => {
    const long = { contextLength: 131_072 };
    const { kvCacheBytes } = fit('gpt-oss:20b', ram(64), long);
    assert.ok(kvCacheBytes < 131_072 * 24 * 1024 * 2 * 0.55);
    assert.ok(fit('gpt-oss:20b', ram(64), { ...long, serverVersion: '0.24.0' }).kvCacheBytes > kvCacheBytes);
  });

  it('never reckons with a longer context than the model has', () => {
    assert.equal(fit('phi4:14b', ram(64), { contextLength: 262_144 }).contextLength, 16_384);
  });

  it('is a rule of thumb, said so, where the shape is not known', () => {
    const guessed = estimateFit({
      weightsBytes: 5e9,
      contextLength: 4096,
      kvCacheType: 'f16',
      budget: ram(16),
    });
    assert.equal(guessed.exact, false);
    assert.equal(guessed.gpuLayers, undefined);
    assert.ok(guessed.totalBytes > 5.5e9 && guessed.totalBytes < 6.5e9);
    const known = fitOfTotal(12e9, 4096, gpus(32, 16));
    assert.deepEqual([known.verdict, known.exact, known.totalBytes], ['gpu', false, 12e9]);
  });
});

describe('the words for a fit', () => {
  it('say where a model runs', () => {
    assert.equal(fitWords({ verdict: 'gpu', gpuShare: 1 }), 'Fits on GPU');
    assert.equal(fitWords({ verdict: 'partly', gpuShare: 0.617 }), 'Partly on GPU (62 %)');
    assert.equal(fitWords({ verdict: 'cpu', gpuShare: 0 }), 'CPU only');
    assert.equal(fitWords({ verdict: 'no', gpuShare: 0 }), 'Too large');
  });

  it('give the numbers on one line', () => {
    const numbers: Fit = {
      ...{ verdict: 'gpu', gpuShare: 1, weightsBytes: 4.4e9, kvCacheBytes: 0.3e9, overheadBytes: 0.2e9 },
      ...{
        totalBytes: 4.9e9,
        budgetBytes: 24.1e9,
        budgetName: 'NVIDIA L4',
        contextLength: 4096,
        exact: true,
      },
    };
    assert.equal(
      fitNumbers(numbers),
      '4.9 GB = 4.4 GB weights + 0.3 GB context (4,096 tokens) + 0.2 GB working space; 24 GB on NVIDIA L4',
    );
    const none = { ...numbers, verdict: 'no', budgetName: undefined, exact: false } as const;
    assert.match(fitNumbers(none), /^about 4\.9 GB = .*; 24 GB in all$/);
    assert.equal(byteWords(640e6), '0.6 GB');
    assert.equal(byteWords(46e6), '46 MB');
    assert.equal(byteWords(99.4e9), '99 GB');
  });
});

describe('the memory of a machine', () => {
  const machine = (accelerators: readonly Accelerator[], gib = 16): MachineFacts => ({
    ...{ os: 'linux', arch: 'x64', cpu: 'CPU', cpuCount: 8, memoryBytes: gib * gibi },
    accelerators,
  });

  it('is that of its GPUs, of which those that do not tell do not count', () => {
    const known = { vendor: 'nvidia', name: 'RTX 4060', memoryBytes: 8 * gibi } as const;
    assert.deepEqual(memoryBudget(machine([known, { vendor: 'amd', name: 'Radeon 780M' }])), {
      kind: 'gpu',
      gpus: [{ name: 'RTX 4060', totalBytes: 8 * gibi }],
      ramBytes: 16 * gibi,
    });
    assert.equal(memoryBudget(machine([])).kind, 'cpu');
  });

  it('is a part of the one memory on a Mac', () => {
    const share = (gib: number) =>
      (memoryBudget(machine([{ vendor: 'apple', name: 'Apple M4' }], gib)).gpus[0]?.totalBytes ?? 0) /
      (gib * gibi);
    assert.ok(Math.abs(share(16) - 2 / 3) < 1e-6);
    assert.ok(Math.abs(share(64) - 3 / 4) < 1e-6);
  });

  it('decides the context that the server takes by itself', () => {
    assert.equal(defaultContextLength(ram(128)), 4096);
    assert.equal(defaultContextLength(gpus(32, 8)), 4096);
    assert.equal(defaultContextLength(gpus(32, 24)), 32_768);
    assert.equal(defaultContextLength(gpus(32, 24, 24)), 262_144);
    assert.equal(defaultContextLength(gpus(32, 24), { contextLength: 8192 }), 8192);
  });
});
