import assert from 'node:assert/strict';
import type { RunningModel } from '../../../../src/core/ollama/models.ts';
import {
  capabilityMeaning,
  tellingCapabilities,
  writesToolCallsAsText,
} from '../../../../src/core/ollama/details/capabilities.ts';
import { gpuShare, processorWords, timeLeftWords } from '../../../../src/core/ollama/details/gpuShare.ts';
import { byteWords, spanWords, tokenWords } from '../../../../src/core/ollama/details/quantities.ts';

describe('byteWords', () => {
  it('counts by thousands, with a decimal below ten', () => {
    assert.deepEqual(
      [0, 999, 1000, 815_319_791, 999_600_000, 2_019_393_189, 9_990_000_000, 42_520_413_916, 2e12].map(
        byteWords,
      ),
      ['0 B', '999 B', '1.0 kB', '815 MB', '1.0 GB', '2.0 GB', '10.0 GB', '43 GB', '2.0 TB'],
    );
  });
});

describe('tokenWords', () => {
  it('is short for powers of two and exact for the rest', () => {
    assert.deepEqual([512, 4096, 131_072, 1_048_576, 10_485_760, 200_000].map(tokenWords), [
      '512',
      '4K',
      '128K',
      '1M',
      '10M',
      '200,000',
    ]);
  });
});

describe('spanWords', () => {
  it('takes the unit that fits', () => {
    assert.deepEqual([0, 40_400, 240_000, 7_200_000, 260_000_000].map(spanWords), [
      '0 s',
      '40 s',
      '4 min',
      '2 h',
      '3 days',
    ]);
  });
});

describe('the share of a GPU', () => {
  const model = (sizeBytes: number, vramBytes: number): RunningModel => ({
    name: 'a:latest',
    digest: '',
    capabilities: [],
    sizeBytes,
    vramBytes,
  });

  it('is in the words of `ollama ps`', () => {
    const cases: [number, number, string][] = [
      [100, 100, '100% GPU'],
      [100, 0, '100% CPU'],
      [100, 52, '48%/52% CPU/GPU'],
      [1000, 999, '1%/99% CPU/GPU'],
      [1000, 1, '99%/1% CPU/GPU'],
      [100, 120, '100% GPU'],
      [0, 0, 'unknown'],
    ];
    for (const [size, vram, words] of cases) assert.equal(processorWords(model(size, vram)), words);
  });

  it('is a number from 0 to 1', () => {
    assert.deepEqual([gpuShare(model(4, 1)), gpuShare(model(0, 0)), gpuShare(model(1, 2))], [0.25, 0, 1]);
  });

  it('comes with the time left', () => {
    const now = Date.UTC(2026, 0, 1);
    const left = (expiresAt?: number): string => timeLeftWords({ ...model(1, 1), expiresAt }, now);
    assert.deepEqual(
      [left(now + 300_000), left(now - 1), left(), left(Date.UTC(2318, 0, 1))],
      ['5 min left', 'being unloaded', 'stays loaded', 'stays loaded'],
    );
  });
});

describe('capabilities', () => {
  it('have words, and those that nearly all models have are left out of rows', () => {
    assert.equal(capabilityMeaning('insert'), 'fills in the middle of code');
    assert.equal(capabilityMeaning('dance'), 'dance');
    assert.deepEqual(tellingCapabilities(['completion', 'tools']), ['tools']);
  });

  it('for tools come with a warning where they are written as text', () => {
    const names = ['llama3.2:latest', 'ada/qwen2.5-coder:7b', 'mistral', 'starcoder2:3b', 'codellama'];
    assert.deepEqual(
      names.filter((name) => !writesToolCallsAsText(name)),
      [],
    );
    const others = ['qwen3:8b', 'mistral-small:24b', 'llama4:scout', 'gemma3', 'gpt-oss:20b'];
    assert.deepEqual(others.filter(writesToolCallsAsText), []);
  });
});
