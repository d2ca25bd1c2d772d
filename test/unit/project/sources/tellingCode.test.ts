import assert from 'node:assert/strict';
import type { Code } from '../../../../src/core/project/sources/clueCollector.ts';
import { tellingCode } from '../../../../src/core/project/sources/python/tellingCode.ts';
import { pythonMarks } from '../../../../src/core/project/sources/pythonGate.ts';

const code = (text: string): Code => ({
  text,
  placeAt: (offset) => ({ line: text.slice(0, offset).split('\n').length }),
});
const kept = (text: string): string => `${tellingCode(code(text), pythonMarks).text.trimEnd()}\n`;
const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('tellingCode', () => {
  it('leaves out functions that mention nothing of interest, and knows where the rest stood', () => {
    const text =
      'import torch\n\ndef plain(a,\n          b):\n    x = a + b\r\n    return x\n\ndef telling():\n    return torch.ones(2)\n';
    const result = tellingCode(code(text), pythonMarks);
    assert.equal(result.text, 'import torch\ndef telling():\n    return torch.ones(2)');
    assert.equal(result.placeAt(result.text.indexOf('torch.ones')).line, 9);
    assert.equal(result.placeAt(0).line, 1);
  });

  const drops: [string, string, string][] = [
    [
      'statements between telling ones',
      lines('import torch', 'x = 1', '', '# note', 'y = torch.ones(x)'),
      lines('import torch', 'y = torch.ones(x)'),
    ],
    [
      'long strings, whatever they hold',
      lines('import torch', 's = """', 'def f(:', '"""', 'torch.ones(1)'),
      lines('import torch', 'torch.ones(1)'),
    ],
    [
      'all of a block but a statement',
      lines('import torch', 'if torch:', '    abc = [', ']', '    b = 2'),
      lines('import torch', 'if torch:', '    pass'),
    ],
  ];
  for (const [name, text, expected] of drops) {
    it(`leaves out ${name}`, () => assert.equal(kept(text), expected));
  }

  const keeps: [string, string][] = [
    [
      'a name from a list over several lines',
      lines('from transformers import (', '    Trainer as T,', ')', 'def f():', '    return T(x=1)'),
    ],
    [
      'a variable assigned from an import',
      lines('import openai', 'client = openai.OpenAI()', 'def f():', '    return client.chat.create()'),
    ],
    [
      'a field assigned from an import',
      lines(
        'import redis',
        'class A:',
        '    def f(self):',
        '        self.s = redis.Redis()',
        '        self.s.ft("x")',
      ),
    ],
    [
      'an import within a function',
      lines('def f():', '    from peft import LoraConfig', '    return LoraConfig()'),
    ],
    ['a telling method', lines('import torch', 'def f(loss):', '    loss.backward()')],
    [
      'an address',
      lines('import requests, torch', 'def f():', '    requests.get("http://localhost:11434/api/tags")'),
    ],
    [
      'a key from the environment',
      lines('import os, torch', 'def f():', '    return os.environ["GEMINI_API_KEY"]'),
    ],
    [
      'fields of settings',
      lines(
        'from pydantic_settings import BaseSettings',
        'class S(BaseSettings):',
        '    gemini_api_key: str',
      ),
    ],
    ['what a bracket goes on with', lines('import openai', 'openai.OpenAI(', '    timeout=3,', ')')],
  ];
  for (const [name, text] of keeps) it(`keeps ${name}`, () => assert.equal(kept(text), text));

  it('knows the names of earlier cells', () => {
    const cell = code(lines('y = model.generate(x)', 'z = 3'));
    assert.equal(tellingCode(cell, pythonMarks, ['model']).text, 'y = model.generate(x)');
  });
});
