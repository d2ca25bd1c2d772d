import assert from 'node:assert/strict';
import { languageOf } from '../../../../src/core/secrets/language.ts';
import { lintPath } from '../../../../src/editor/secrets/lintPath.ts';

describe('lintPath', () => {
  it('leaves paths alone that say their language', () => {
    for (const path of ['src/app.py', '.env', 'Dockerfile', 'notes/explore.ipynb'])
      assert.equal(lintPath(path, 'plaintext'), path);
  });

  it('goes by the language that VS Code gives a document where the name says nothing', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['Untitled-1', 'python', 'python'],
      ['Untitled-1', 'shellscript', 'shell'],
      ['Untitled-1', 'dockerfile', 'dockerfile'],
      ['deploy/base', 'dockercompose', 'yaml'],
      ['Untitled-1', 'javascriptreact', 'javascript'],
      ['Untitled-1', 'plaintext', 'text'],
    ];
    for (const [path, id, language] of cases) assert.equal(languageOf(lintPath(path, id)), language, id);
  });
});
