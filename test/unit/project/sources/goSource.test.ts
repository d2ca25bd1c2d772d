import assert from 'node:assert/strict';
import { readGoSource } from '../../../../src/core/project/sources/goSource.ts';
import { sourceFile } from '../../../support/sourceFile.ts';

function brief(text: string): string[] {
  const { clues } = readGoSource(sourceFile('main.go', text));
  return clues.map((clue) => `${clue.line} ${clue.kind} ${clue.name}`);
}

describe('readGoSource', () => {
  it('reads imports, alone and in groups', () => {
    const text =
      'package main\nimport "google.golang.org/genai"\nimport (\n\t"fmt"\n\tol "github.com/ollama/ollama/api"\n\t_ "github.com/redis/go-redis/v9"\n)\n';
    assert.deepEqual(brief(text), [
      '2 import google.golang.org/genai',
      '5 import github.com/ollama/ollama/api',
      '6 import github.com/redis/go-redis/v9',
    ]);
  });

  it('reads environment variables, and addresses in strings only', () => {
    const text =
      'package main\nvar k = os.Getenv("GEMINI_API_KEY") + os.Getenv("HOME")\nvar u = "http://localhost:11434" // api.openai.com\n// api.anthropic.com\nvar w = `\\` + "api.openai.com"';
    assert.deepEqual(brief(text), [
      '2 variable GEMINI_API_KEY',
      '3 endpoint :11434',
      '5 endpoint api.openai.com',
    ]);
  });

  it('finds nothing in other files', () => {
    assert.deepEqual(brief('package main\nimport "fmt"\nfunc main() {}'), []);
    assert.deepEqual(brief('import (\n"github.com/ollama/ollama/api'), []);
  });
});
