import assert from 'node:assert/strict';
import type { InstalledModel } from '../../../../src/core/ollama/models.ts';
import {
  countWords,
  installedModel,
  modelLine,
  modelMarkdown,
  sizeWords,
} from '../../../../src/editor/modelfile/modelWords.ts';

const gemma: InstalledModel = {
  name: 'gemma3:4b',
  digest: 'sha256:0',
  sizeBytes: 3_338_801_804,
  family: 'gemma3',
  parameterSize: '4.3B',
  quantization: 'Q4_K_M',
  contextLength: 131_072,
  capabilities: ['completion', 'vision'],
};
const llama: InstalledModel = {
  name: 'llama3.2:latest',
  digest: '',
  sizeBytes: 2_019_393_189,
  capabilities: [],
};

describe('words on models in a Modelfile', () => {
  it('give sizes in units of 1000, as Ollama does', () => {
    const words = [0, 999, 1_000, 999_600, 23_456_789, 3_338_801_804, 99_960_000_000, 2e12].map(sizeWords);
    assert.deepEqual(words, ['0 B', '999 B', '1.0 kB', '1.0 MB', '23.5 MB', '3.3 GB', '100 GB', '2.0 TB']);
  });

  it('count parameters as the server does', () => {
    const words = [512, 3_210, 566_700_000, 8_030_261_312].map(countWords);
    assert.deepEqual(words, ['512', '3.2K', '566.7M', '8.0B']);
  });

  it('put a model on one line', () => {
    assert.equal(modelLine(gemma), '3.3 GB · Q4_K_M · 4.3B');
    assert.equal(modelLine(llama), '2.0 GB');
    assert.equal(modelLine({ ...llama, remoteHost: 'example.com' }), 'runs on example.com');
  });

  it('say all that is known of a model, and nothing as Markdown that is none', () => {
    const text = modelMarkdown({ ...gemma, family: 'a_b*' });
    assert.match(text, /^\*\*gemma3:4b\*\*, installed\n/);
    assert.ok(text.includes('a\\_b\\* · 3.3 GB'), text);
    assert.ok(text.includes('up to 131,072 tokens.'));
    assert.ok(text.includes('Can do: completion, vision.'));
    assert.equal(modelMarkdown(llama), '**llama3.2:latest**, installed\n\n2.0 GB');
    assert.match(modelMarkdown({ ...llama, remoteHost: 'example.com' }), /not on this machine/);
  });

  it('find a model by what FROM says', () => {
    const named = (written: string): string | undefined => installedModel([gemma, llama], written)?.name;
    assert.equal(named('llama3.2'), 'llama3.2:latest');
    assert.equal(named('LLAMA3.2:Latest '), 'llama3.2:latest');
    assert.equal(named('gemma3:4b'), 'gemma3:4b');
    assert.equal(named('gemma3'), undefined);
    assert.equal(named('llama3'), undefined);
    assert.equal(named('localhost:5000/llama3.2'), undefined);
  });
});
