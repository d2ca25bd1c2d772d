import assert from 'node:assert/strict';
import type { InstalledModel } from '../../../../src/core/ollama/models.ts';
import { countWords, modelLine, modelMarkdown } from '../../../../src/editor/modelfile/modelWords.ts';

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
    assert.ok(text.includes('up to 128K tokens.'));
    assert.ok(text.includes('Can do: completion, vision.'));
    assert.equal(modelMarkdown(llama), '**llama3.2:latest**, installed\n\n2.0 GB');
    assert.match(modelMarkdown({ ...llama, remoteHost: 'example.com' }), /not on this machine/);
  });
});
