import assert from 'node:assert/strict';
import { createScanner } from '../../../../src/core/secrets/scanner.ts';
import {
  snippetLanguage,
  snippetSyntax,
  wholeFile,
  type ClientSnippet,
  type SnippetTarget,
} from '../../../../src/core/ollama/snippets/clientSnippet.ts';
import { clientSnippets } from '../../../../src/core/ollama/snippets/clientSnippets.ts';

const chat: SnippetTarget = {
  endpoint: 'http://127.0.0.1:11434',
  model: 'llama3.2:latest',
  capabilities: ['completion'],
  notebook: false,
};
const embedding: SnippetTarget = { ...chat, model: 'nomic-embed-text:latest', capabilities: ['embedding'] };
const targets = [chat, embedding, { ...chat, notebook: true }, { ...embedding, notebook: true }];
const all = (language: 'python' | 'typescript' | 'javascript'): ClientSnippet[] =>
  targets.flatMap((target) => clientSnippets(language, target));
const titles = (snippets: readonly ClientSnippet[]): string[] => snippets.map(({ title }) => title);

describe('clientSnippets', () => {
  it('offers both clients, and the service of step two', () => {
    assert.deepEqual(titles(clientSnippets('python', chat)), [
      'ollama library',
      'OpenAI-compatible client',
      'transformers + FastAPI',
    ]);
    const inTypeScript = clientSnippets('typescript', chat);
    assert.deepEqual(
      inTypeScript.map(({ language }) => language),
      ['typescript', 'typescript', 'python'],
    );
  });

  it('offers no web server in a notebook', () => {
    const cell = clientSnippets('python', { ...chat, notebook: true });
    assert.equal(titles(cell).at(-1), 'transformers');
    assert.ok(cell.every(({ body }) => !body.includes('FastAPI')));
    assert.equal(clientSnippets('typescript', { ...chat, notebook: true }).length, 2);
  });

  it('asks a model that only embeds for embeddings', () => {
    for (const language of ['python', 'typescript', 'javascript'] as const)
      for (const { body, kind } of clientSnippets(language, embedding)) {
        assert.match(body, /embed/i);
        assert.doesNotMatch(body, /chat/, kind);
      }
  });

  it('names the endpoint and the model', () => {
    for (const language of ['python', 'typescript', 'javascript'] as const)
      for (const { body, kind } of clientSnippets(language, chat).filter(
        (each) => each.kind !== 'transformers',
      )) {
        assert.ok(body.includes(chat.model) && body.includes(chat.endpoint), kind);
        assert.equal(body.includes(`${chat.endpoint}/v1`), kind === 'openai');
      }
  });

  it('has its placeholder in the body', () => {
    for (const { body, placeholder } of [...all('python'), ...all('typescript')])
      assert.ok(body.includes(placeholder));
  });

  it('holds nothing that our own scanner takes for a secret', () => {
    const scanner = createScanner();
    for (const snippet of [...all('python'), ...all('javascript')]) {
      const path = snippet.language === 'python' ? 'app.py' : 'app.js';
      assert.deepEqual(scanner.scanText(wholeFile(snippet), path), []);
    }
  });
});

describe('snippetSyntax', () => {
  it('escapes what snippets give a meaning, indents by tabs and marks the placeholder', () => {
    const [snippet] = clientSnippets('python', chat);
    assert.ok(snippet);
    const text = 'a = {"b": "$c\\\\"}\n    if d:\n        Why is the sky blue?';
    assert.equal(
      snippetSyntax(text, snippet),
      'a = {"b": "\\$c\\\\\\\\"\\}\n\tif d:\n\t\t${1:Why is the sky blue?}',
    );
  });
});

describe('snippetLanguage', () => {
  it('knows the ids of VS Code', () => {
    const ids = ['python', 'typescriptreact', 'javascript', 'markdown'];
    assert.deepEqual(ids.map(snippetLanguage), ['python', 'typescript', 'javascript', undefined]);
  });
});
