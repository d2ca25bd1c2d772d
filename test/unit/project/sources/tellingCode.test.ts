import assert from 'node:assert/strict';
import { tellingCode } from '../../../../src/core/project/sources/python/tellingCode.ts';
import { pythonMarks } from '../../../../src/core/project/sources/pythonGate.ts';

const kept = (text: string): string => tellingCode(text, pythonMarks);

describe('tellingCode', () => {
  it('blanks functions that mention nothing of interest, and keeps every offset and line end', () => {
    const text =
      'import torch\n\ndef plain(a,\n          b):\n    x = a + b\r\n    return x\n\ndef telling():\n    return torch.ones(2)\n';
    const result = kept(text);
    assert.equal(result.length, text.length);
    assert.ok(!result.includes('a + b'));
    assert.equal(result.indexOf('torch.ones'), text.indexOf('torch.ones'));
    assert.deepEqual(result.match(/\r?\n/g), text.match(/\r?\n/g));
    assert.match(result, /b\):\n {4}pass/);
  });

  const keeps: [string, string][] = [
    [
      'a name from a list over several lines',
      'from transformers import (\n    Trainer,\n    TrainingArguments as Args,\n)\ndef f():\n    return Args(x=1)\n',
    ],
    [
      'a variable assigned from an import',
      'import openai\nclient = openai.OpenAI()\ndef f():\n    return client.chat.completions.create()\n',
    ],
    [
      'a field assigned from an import',
      'import redis\nclass A:\n    def __init__(self):\n        self.store = redis.Redis()\n    def f(self):\n        return self.store.ft("x")\n',
    ],
    [
      'an import within a function',
      'import os\ndef f():\n    from peft import LoraConfig\n    return LoraConfig()\n',
    ],
    ['a telling method', 'import torch\ndef f(loss):\n    loss.backward()\n'],
    ['an address', 'import requests, torch\ndef f():\n    requests.get("http://localhost:11434/api/tags")\n'],
    ['a key from the environment', 'import os, torch\ndef f():\n    return os.environ["GEMINI_API_KEY"]\n'],
    [
      'a function whose long string goes on',
      'import torch\ndef f():\n    s = """\nleft\n"""\n    return s\n',
    ],
    ['all of a file without functions', 'import torch\nx = 1\n'],
  ];
  for (const [name, text] of keeps) it(`keeps ${name}`, () => assert.equal(kept(text), text));
});
