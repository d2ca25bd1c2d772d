import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Clue } from '../../../../src/core/project/clue.ts';
import { readJavascriptSource } from '../../../../src/core/project/sources/javascriptSource.ts';
import { sourceFile } from '../../../support/sourceFile.ts';

function read(text: string, path = 'app.ts'): readonly Clue[] {
  return readJavascriptSource(sourceFile(path, text)).clues;
}

function brief(text: string, path?: string): string[] {
  return read(text, path).map((clue) => `${clue.line} ${clue.kind} ${clue.name}`);
}

describe('readJavascriptSource', () => {
  const cases: Record<string, [string, string[]]> = {
    'a default import and its instance': [
      "import OpenAI from 'openai';\nconst c = new OpenAI();\nc.chat.completions.create();",
      ['1 import openai', '2 call openai.OpenAI', '3 call openai.OpenAI.chat.completions.create'],
    ],
    'a default import in small letters': [
      "import ollama from 'ollama';\nollama.chat({ model: 'x' });",
      ['1 import ollama', '2 call ollama.chat'],
    ],
    'named imports with other names': [
      'import { StateGraph as G, type State } from "@langchain/langgraph/web";\nnew G<State>(x);',
      ['1 import @langchain/langgraph', '2 call @langchain/langgraph.StateGraph'],
    ],
    'a namespace': [
      "import * as genai from '@google/genai';\nnew genai.GoogleGenAI({});",
      ['1 import @google/genai', '2 call @google/genai.GoogleGenAI'],
    ],
    require: [
      "const { createClient } = require('redis');\nconst OpenAI = require('openai').default;\ncreateClient();\nnew OpenAI();",
      ['1 import redis', '2 import openai', '3 call redis.createClient', '4 call openai.OpenAI'],
    ],
    'dynamic imports and re-exports': [
      "export * from 'ai';\nconst { generateText: g } = await import('ai');\ng();",
      ['1 import ai', '2 import ai', '3 call ai.generateText'],
    ],
    'a class built on another': [
      "import { BaseAgent } from '@google/adk';\nclass Mine extends BaseAgent {}",
      ['1 import @google/adk', '2 call @google/adk.BaseAgent'],
    ],
    'environment variables': [
      "process.env.OPENAI_API_KEY;\nprocess.env['HF_TOKEN'];\nimport.meta.env.VITE_GEMINI_API_KEY;\nconst { REDIS_URL, PORT } = process.env;\nprocess.env.HOME",
      [
        '1 variable OPENAI_API_KEY',
        '2 variable HF_TOKEN',
        '3 variable VITE_GEMINI_API_KEY',
        '4 variable REDIS_URL',
      ],
    ],
    'addresses in strings but not in comments': [
      '// http://localhost:11434\nfetch(`http://localhost:11434/api/chat`);\nfetch("https://api.openai.com/v1");',
      ['2 endpoint :11434', '3 endpoint api.openai.com'],
    ],
    'vector queries of Redis': [
      "import { createClient } from 'redis';\nclient.ft.search('i', '*=>[KNN 3 @v $b]');",
      ['1 import redis', '2 call .ft', '2 call KNN'],
    ],
    'other packages': ["import ai from './ai';\nimport x from 'airtable';\nimport y from 'redis-mock';", []],
    'broken code': [
      "import OpenAI from 'openai';\nconst = {;\nnew OpenAI(",
      ['1 import openai', '3 call openai.OpenAI'],
    ],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(`reads ${name}`, () => assert.deepEqual(brief(text), expected));
  }

  it('gives literals and the variable of a constructor, without keys', () => {
    const text =
      "import { GoogleGenAI } from '@google/genai';\nexport const ai: GoogleGenAI = new GoogleGenAI({ vertexai: true, location: 'global', apiKey: 'x', n });";
    assert.deepEqual(read(text).at(-1)?.details, { vertexai: 'true', location: 'global', target: 'ai' });
  });

  it('reads JSX', () => {
    const text =
      "import { useChat } from '@ai-sdk/react';\nexport const A = () => { useChat({ api: '/x' }); return <p>hi</p>; };";
    assert.deepEqual(brief(text, 'a.tsx'), ['1 import @ai-sdk/react', '2 call @ai-sdk/react.useChat']);
    assert.deepEqual(brief(text, 'a.js'), ['1 import @ai-sdk/react', '2 call @ai-sdk/react.useChat']);
  });

  it('leaves bundles and declarations alone', () => {
    const text = "import OpenAI from 'openai';\n";
    assert.deepEqual(brief(text, 'lib/x.min.js'), []);
    assert.deepEqual(brief(text, 'types/x.d.ts'), []);
    assert.deepEqual(brief(text + 'x'.repeat(30_000), 'a.js'), []);
    assert.deepEqual(
      brief(text + 'var a=1;'.repeat(60) + '\n' + `${'y();'.repeat(120)}\n`.repeat(30), 'a.js'),
      [],
    );
  });

  it('never throws and stops at garbage', () => {
    const piece = fc.constantFrom(
      ...[
        'import ',
        'from ',
        "'openai'",
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        '\n',
        '`',
        '${',
        '=>',
        '<',
        '>',
        '/',
        'new ',
        'class ',
      ],
      ...[
        'extends ',
        'require(',
        'await ',
        'const ',
        '=',
        'process.env.',
        'HF_TOKEN',
        ',',
        ';',
        '"',
        'é',
        '\0',
      ],
    );
    const text = fc
      .array(piece, { maxLength: 60 })
      .map((parts) => `import OpenAI from 'openai';\n${parts.join('')}`);
    fc.assert(
      fc.property(text, fc.constantFrom('a.ts', 'a.tsx', 'a.js'), (source, path) => {
        assert.deepEqual(readJavascriptSource(sourceFile(path, source)).problems, []);
      }),
      { numRuns: 50 },
    );
    for (const garbage of ['{(\n', '+}\n', '<a>\n', '${\n']) {
      assert.ok(read("import OpenAI from 'openai';\n" + garbage.repeat(3000)).length >= 1);
    }
  });
});
