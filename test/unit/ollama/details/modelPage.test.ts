import assert from 'node:assert/strict';
import type { Fit } from '../../../../src/core/ollama/fit/fit.ts';
import type { InstalledModel, ModelDetails } from '../../../../src/core/ollama/models.ts';
import { modelPage, type ModelPageFacts } from '../../../../src/core/ollama/details/modelPage.ts';

const now = Date.UTC(2026, 10, 24);
const model: InstalledModel = {
  name: 'llama3.2:latest',
  digest: 'sha256:a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72',
  sizeBytes: 2_019_393_189,
  modifiedAt: now - 3 * 86_400_000,
  family: 'llama',
  parameterSize: '3.2B',
  quantization: 'Q4_K_M',
  capabilities: ['completion', 'tools'],
};
const details: ModelDetails = {
  capabilities: ['completion', 'tools'],
  contextLength: 131_072,
  modelfile: 'FROM llama3.2\nTEMPLATE """```{{ .Prompt }}```"""',
  parameters: 'stop                           "<|end|>"\ntemperature                    0.7',
  template: '{{ .Prompt }}',
  system: '',
  license: Array.from({ length: 40 }, (_, line) => `Line ${line}`).join('\n'),
  info: {},
};
const fit: Fit = {
  verdict: 'partly',
  gpuShare: 0.5,
  weightsBytes: 2e9,
  kvCacheBytes: 0.5e9,
  overheadBytes: 0.3e9,
  totalBytes: 2.8e9,
  budgetBytes: 1.4e9,
  contextLength: 4096,
  exact: true,
};
const facts: ModelPageFacts = {
  model,
  details,
  endpoint: 'http://127.0.0.1:11434',
  machine: 'this machine',
  fits: [{ fit, words: 'partly on GPU (50 %)' }],
  now,
};

describe('modelPage', () => {
  it('says what the model is', () => {
    const page = modelPage(facts);
    assert.match(page, /^# llama3\.2:latest\n/);
    assert.match(page, /\| Size on disk \| 2\.0 GB \|/);
    assert.match(page, /\| Longest context \| 131,072 tokens \|/);
    assert.match(page, /\| Can \| answers and writes text, calls tools \|/);
    assert.match(page, /\| Changed \| 3 days ago \|/);
    assert.match(page, /\| Digest \| `a80c4f17acd5` \|/);
    assert.ok(!page.includes('## Running') && !page.includes('## System message'));
  });

  it('says what it takes, and whether that is a rule of thumb', () => {
    const page = modelPage(facts);
    assert.match(
      page,
      /\| 4K \| 2\.0 GB \| 500 MB \| 300 MB \| \*\*2\.8 GB\*\* \| partly on GPU \(50 %\) \|/,
    );
    assert.match(page, /Reckoned from the shape/);
    assert.match(
      modelPage({ ...facts, fits: [{ fit: { ...fit, exact: false }, words: '' }] }),
      /rule of thumb/,
    );
    assert.doesNotMatch(modelPage({ ...facts, fits: [] }), /What it takes/);
  });

  it('says where it runs', () => {
    const running = {
      ...model,
      sizeBytes: 4e9,
      vramBytes: 3e9,
      contextLength: 4096,
      expiresAt: now + 240_000,
    };
    const page = modelPage({ ...facts, running });
    assert.match(page, /\| Where \| 25%\/75% CPU\/GPU, on this machine \|/);
    assert.match(page, /\| Memory \| 4\.0 GB, 3\.0 GB of it on GPUs \|/);
    assert.match(page, /\| Stays \| 4 min left \|/);
  });

  it('warns of families that write calls of tools into their text', () => {
    assert.match(modelPage(facts), /calls of tools into their text/);
    const newer = { ...model, name: 'qwen3:8b' };
    assert.doesNotMatch(modelPage({ ...facts, model: newer }), /into their text/);
    const none = {
      ...facts,
      model: { ...model, capabilities: [] },
      details: { ...details, capabilities: [] },
    };
    assert.doesNotMatch(modelPage(none), /into their text/);
  });

  it('says that a cloud model is not here', () => {
    const page = modelPage({ ...facts, model: { ...model, remoteHost: 'https://ollama.com:443' }, fits: [] });
    assert.match(page, /not on this machine.*`https:\/\/ollama\.com:443`/);
    assert.doesNotMatch(page, /Size on disk/);
  });

  it('shows the beginning of a licence', () => {
    const page = modelPage(facts);
    assert.match(page, /Line 11\n```\n\n… and 28 more lines/);
    assert.doesNotMatch(page, /Line 12/);
  });

  it('lets nothing of a model break out of its block or cell', () => {
    const evil = modelPage({
      ...facts,
      model: { ...model, family: '[x](command:evil) | <img>' },
      details: { ...details, system: '````\n# Hello', parameters: 'stop "a | `b`"' },
    });
    assert.ok(evil.includes('| Architecture | \\[x\\](command:evil) \\| \\<img\\> |'));
    assert.match(evil, /\n`````text\n````\n# Hello\n`````\n/);
    assert.match(evil, /\| `stop` \| ``"a \\\| `b`"`` \|/);
    assert.match(evil, /````modelfile\n/);
  });
});
