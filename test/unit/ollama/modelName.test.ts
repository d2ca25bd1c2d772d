import assert from 'node:assert/strict';
import {
  fullName,
  isCloudModel,
  parseModelName,
  sameModel,
  shortName,
} from '../../../src/core/ollama/modelName.ts';

const a80 = 'a'.repeat(80);

describe('parseModelName', () => {
  /** Names with their full and short form as Ollama 0.24.0's own `ParseName` gives them. */
  const valid: [string, string, string][] = [
    ['llama3.2', 'registry.ollama.ai/library/llama3.2:latest', 'llama3.2:latest'],
    ['llama3.2:1b', 'registry.ollama.ai/library/llama3.2:1b', 'llama3.2:1b'],
    ['user/model', 'registry.ollama.ai/user/model:latest', 'user/model:latest'],
    ['hf.co/user/Repo-GGUF:Q4_K_M', 'hf.co/user/Repo-GGUF:Q4_K_M', 'hf.co/user/Repo-GGUF:Q4_K_M'],
    ['localhost:5000/n/m:t', 'localhost:5000/n/m:t', 'localhost:5000/n/m:t'],
    ['h:1/n/m', 'h:1/n/m:latest', 'h:1/n/m:latest'],
    ['https://h/n/m:t', 'h/n/m:t', 'h/n/m:t'],
    ['Registry.Ollama.AI/Library/m', 'Registry.Ollama.AI/Library/m:latest', 'm:latest'],
    ['_a-b.c', 'registry.ollama.ai/library/_a-b.c:latest', '_a-b.c:latest'],
    [a80, `registry.ollama.ai/library/${a80}:latest`, `${a80}:latest`],
    [`m:${a80}`, `registry.ollama.ai/library/m:${a80}`, `m:${a80}`],
    ['  m  ', 'registry.ollama.ai/library/m:latest', 'm:latest'],
  ];
  for (const [text, full, short] of valid) {
    it(`takes ${text.slice(0, 40)}`, () => {
      const name = parseModelName(text);
      assert.ok(!('problem' in name));
      assert.equal(fullName(name), full);
      assert.equal(shortName(name), short);
      assert.equal(shortName(text), short);
    });
  }

  /** All but plain HTTP are refused by Ollama too; that one it parses, and then does not pull. */
  const invalid: [string, RegExp][] = [
    ['', /Write the name/],
    ['my model', /no spaces/],
    ['ollama pull llama3.2', /only: llama3\.2\./],
    ['../model', /no path/],
    ['n/../m', /no path/],
    ['./model', /no path/],
    ['m@sha256:abc', /by its tag/],
    ['/model', /empty/],
    ['user/', /empty/],
    ['a//b', /empty/],
    ['m:', /tag is missing/],
    [':t', /name before ":" is missing/],
    ['a/b/c/d', /at most three parts/],
    ['hf.co/repo', /hf\.co\/user\/model/],
    ['h:1/m', /namespace "h:1"/],
    ['m:1:2', /name "m:1"/],
    ['-m', /begins with none/],
    ['.m', /begins with none/],
    ['m:-t', /tag "-t"/],
    ['modèle', /letters a to z/],
    ['a\\b', /letters a to z/],
    ['http://h/n/m', /plain HTTP/],
    ['ftp://h/n/m', /ftp:/],
    ['https://n/m', /host, namespace and model/],
    [`${a80}b`, /at most 80/],
    [`m:${a80}b`, /at most 80/],
    [`${a80}b/m`, /at most 80/],
    [`${'h'.repeat(351)}/n/m`, /at most 350/],
    ['h?/n/m', /host "h\?"/],
  ];
  for (const [text, problem] of invalid) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      const name = parseModelName(text);
      assert.match('problem' in name ? name.problem : '', problem);
      assert.equal(shortName(text), text);
    });
  }
});

describe('model names', () => {
  it('are the same where only case and defaults differ', () => {
    assert.ok(sameModel('llama3.2', 'Registry.ollama.ai/library/LLAMA3.2:Latest'));
    assert.ok(!sameModel('llama3.2', 'llama3.2:1b'));
    assert.ok(!sameModel('llama3.2', 'user/llama3.2'));
    assert.ok(sameModel('no name', 'no name'));
  });

  it('tell models of the cloud by the tag', () => {
    const verdicts = [
      'kimi-k2:cloud',
      'gpt-oss:120b-Cloud',
      'my-cloud',
      'my-cloud:8b',
      'cloud/m:t',
      'm:cloudy',
    ];
    assert.deepEqual(verdicts.map(isCloudModel), [true, true, false, false, false, false]);
  });
});
