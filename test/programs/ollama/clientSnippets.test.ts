import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import ts from 'typescript';
import {
  wholeFile,
  type ClientSnippet,
  type SnippetLanguage,
  type SnippetTarget,
} from '../../../src/core/ollama/snippets/clientSnippet.ts';
import { clientSnippets } from '../../../src/core/ollama/snippets/clientSnippets.ts';

const chat: SnippetTarget = {
  endpoint: 'http://127.0.0.1:11434',
  model: 'llama3.2:latest',
  capabilities: ['completion'],
  notebook: false,
};
const embedding: SnippetTarget = { ...chat, model: 'nomic-embed-text:latest', capabilities: ['embedding'] };
const targets = [chat, embedding, { ...chat, notebook: true }, { ...embedding, notebook: true }];
const all = (language: SnippetLanguage): ClientSnippet[] =>
  targets.flatMap((target) => clientSnippets(language, target));

describe('snippets of Python', () => {
  it('compile', function () {
    this.timeout(20_000);
    const sources = JSON.stringify(all('python').map(wholeFile));
    const program =
      'import json, sys\nfor source in json.load(sys.stdin): compile(source, "snippet.py", "exec")';
    const { status, stderr, error } = spawnSync('python3', ['-c', program], {
      input: sources,
      encoding: 'utf8',
    });
    if (error) this.skip();
    assert.equal(status, 0, stderr);
  });
});

describe('snippets of TypeScript and JavaScript', () => {
  it('pass the type checker, those with the ollama package against its own types', function () {
    this.timeout(20_000);
    const files = new Map(
      (['typescript', 'javascript'] as const).flatMap((language) =>
        all(language)
          .filter((snippet) => snippet.language === language)
          .map((snippet, index): [string, string] => [
            join(import.meta.dirname, `snippet${index}.${language === 'typescript' ? 'ts' : 'js'}`),
            wholeFile(snippet),
          ]),
      ),
    );
    assert.ok(files.size >= 8);
    files.set(join(import.meta.dirname, 'openai.d.ts'), openaiTypes);
    assert.deepEqual(problemsOf(files), []);
  });
});

/** The part of the package's types that the snippets use, as its documentation has it; the package is not installed. */
const openaiTypes = `declare module 'openai' {
  interface Chunk { choices: { delta: { content?: string | null } }[] }
  interface Request { model: string; messages: { role: 'system' | 'user' | 'assistant'; content: string }[]; stream: true }
  export default class OpenAI {
    constructor(options: { baseURL?: string; apiKey?: string });
    chat: { completions: { create(request: Request): Promise<AsyncIterable<Chunk>> } };
    embeddings: { create(request: { model: string; input: string }): Promise<{ data: { embedding: number[] }[] }> };
  }
}`;

function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    allowJs: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
  };
  const disk = ts.createCompilerHost(options);
  const host = { ...disk };
  host.fileExists = (path) => files.has(path) || disk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? disk.readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? disk.getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}
