import assert from 'node:assert/strict';
import type { ClientSnippet } from '../../../../src/core/ollama/snippets/clientSnippet.ts';
import { placeSnippet } from '../../../../src/core/ollama/snippets/placeSnippet.ts';

const python: ClientSnippet = {
  kind: 'ollama',
  language: 'python',
  title: '',
  detail: '',
  imports: [{ module: 'ollama', name: 'Client' }],
  body: 'client = Client()',
  placeholder: 'x',
};
const typescript: ClientSnippet = {
  ...python,
  language: 'typescript',
  imports: [{ module: 'ollama', name: 'Ollama' }],
  body: 'new Ollama();',
};
const openai: ClientSnippet = {
  ...typescript,
  imports: [{ module: 'openai', name: 'OpenAI', isDefault: true }],
  body: 'new OpenAI();',
};

/** The text after the insertion; `|` marks the cursor. */
function placed(marked: string, snippet: ClientSnippet): string {
  const cursor = marked.indexOf('|');
  assert.ok(cursor >= 0);
  const text = marked.replace('|', '');
  const before = marked.slice(0, cursor).split('\n');
  const { imports, bodyLine, body } = placeSnippet(text, before.length - 1, snippet);
  const lines = text.split('\n');
  if (bodyLine === undefined) {
    const at = before.length - 1;
    const column = before.at(-1)?.length ?? 0;
    lines[at] = `${lines[at]?.slice(0, column)}${body}${lines[at]?.slice(column)}`;
  } else lines.splice(bodyLine, 0, ...body.split('\n'));
  if (imports) lines.splice(imports.line, 0, ...imports.text.replace(/\n$/, '').split('\n'));
  return lines.join('\n');
}

describe('placeSnippet', () => {
  const cases: readonly [string, ClientSnippet, string, string][] = [
    ['an empty file gets all of it', python, '|', 'from ollama import Client\n\nclient = Client()'],
    [
      'imports go below those that are there',
      python,
      'import os\n\nx = 1\n|',
      'import os\nfrom ollama import Client\n\nx = 1\nclient = Client()',
    ],
    [
      'a line is left empty below the imports',
      python,
      'import os\n|',
      'import os\nfrom ollama import Client\n\nclient = Client()',
    ],
    [
      'imports over several lines are one',
      python,
      'from a import (\n    b,\n    c,\n)\nimport d\nx = 1\n|',
      'from a import (\n    b,\n    c,\n)\nimport d\nfrom ollama import Client\nx = 1\nclient = Client()',
    ],
    [
      'so are those continued by a backslash',
      python,
      'from a import b, \\\n    c\nx = 1\n|',
      'from a import b, \\\n    c\nfrom ollama import Client\nx = 1\nclient = Client()',
    ],
    [
      'what is imported already is not imported again',
      python,
      'from ollama import AsyncClient, Client\nx = 1\n|',
      'from ollama import AsyncClient, Client\nx = 1\nclient = Client()',
    ],
    [
      'another name than ours is no import of ours',
      python,
      'from ollama import AsyncClient\nx = 1\n|',
      'from ollama import AsyncClient\nfrom ollama import Client\nx = 1\nclient = Client()',
    ],
    [
      'a docstring and a shebang stay at the top',
      python,
      '#!/usr/bin/env python3\n"""What this\nis."""\nx = 1\n|',
      '#!/usr/bin/env python3\n"""What this\nis."""\nfrom ollama import Client\n\nx = 1\nclient = Client()',
    ],
    [
      "from __future__ stays the first of a file's imports",
      python,
      'from __future__ import annotations\nx = 1\n|',
      'from __future__ import annotations\nfrom ollama import Client\nx = 1\nclient = Client()',
    ],
    [
      'a magic stays the first line of a cell',
      python,
      '%%time\n|',
      '%%time\nfrom ollama import Client\n\nclient = Client()',
    ],
    [
      'with the cursor above the imports, the body goes below them',
      python,
      '|import os\nimport sys\nx = 1',
      'import os\nimport sys\nfrom ollama import Client\n\nclient = Client()\nx = 1',
    ],
    [
      'with the cursor in a line of code, only the body goes there',
      python,
      'if x:\n    |',
      'from ollama import Client\n\nif x:\n    client = Client()',
    ],
    [
      'imports of TypeScript over several lines are one',
      typescript,
      "'use client';\nimport {\n  a,\n  b,\n} from 'c';\nimport 'd';\nimport type { E } from 'e';\n\nf();\n|",
      "'use client';\nimport {\n  a,\n  b,\n} from 'c';\nimport 'd';\nimport type { E } from 'e';\nimport { Ollama } from 'ollama';\n\nf();\nnew Ollama();",
    ],
    [
      'a name among others is imported',
      typescript,
      "import ollama, { Ollama, type Message } from 'ollama';\nf();\n|",
      "import ollama, { Ollama, type Message } from 'ollama';\nf();\nnew Ollama();",
    ],
    [
      'a default export under its usual name is imported',
      openai,
      "import OpenAI, { toFile } from 'openai';\nf();\n|",
      "import OpenAI, { toFile } from 'openai';\nf();\nnew OpenAI();",
    ],
    [
      'a comment over a file of JavaScript stays at the top',
      typescript,
      '/* Ours.\n   All of it. */\nf();\n|',
      "/* Ours.\n   All of it. */\nimport { Ollama } from 'ollama';\n\nf();\nnew Ollama();",
    ],
  ];
  for (const [title, snippet, before, after] of cases)
    it(title, () => assert.equal(placed(before, snippet), after));

  it('is quick on a text that opens and never closes', () => {
    const text = `from a import (\n${'b,\n'.repeat(100_000)}`;
    assert.equal(placeSnippet(text, 100_000, python).imports?.line, 1);
  });
});
