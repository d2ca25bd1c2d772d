import assert from 'node:assert/strict';
import { modelName } from '../../../../src/editor/modelfile/modelName.ts';

describe('modelName', () => {
  const rows: [string, string, string | undefined][] = [
    ['Modelfile', 'FROM a', undefined],
    ['support.modelfile', 'FROM a', 'support'],
    ['Support.Modelfile', 'FROM a', 'support'],
    ['Modelfile.support', 'FROM a', 'support'],
    ['Modelfile-support', 'FROM a', 'support'],
    ['my model.modelfile', 'FROM a', undefined],
    ['Modelfile', '# Locally: ollama create support -f Modelfile\nFROM a', 'support'],
    ['Modelfile', 'FROM a\r\n  # `ollama create ada/support:v2`.\r\n', 'ada/support:v2'],
    ['Modelfile', '# ollama create -f ./Modelfile support', 'support'],
    ['Modelfile', '# ollama create -q q4_K_M --file=Modelfile support', 'support'],
    ['other.modelfile', '# ollama create support', 'support'],
    ['Modelfile', 'SYSTEM run ollama create support', undefined],
    ['Modelfile', '# ollama create <name>', undefined],
    ['Modelfile', '# ollama create', undefined],
    ['Modelfile', '# ollama create \nFROM a', undefined],
  ];
  for (const [file, text, name] of rows) {
    it(`is ${name ?? 'nothing'} for ${file}: ${JSON.stringify(text)}`, () => {
      assert.equal(modelName(file, text), name);
    });
  }

  it('takes no time on hostile comments', () => {
    const start = performance.now();
    modelName('Modelfile', `# ollama create ${'-f x '.repeat(20_000)}\n${'# ollama '.repeat(20_000)}`);
    assert.ok(performance.now() - start < 200);
  });
});
