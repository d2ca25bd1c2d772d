import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkKind } from '../../../src/core/checks/checkKind.ts';

describe('the list of good public Dockerfiles', () => {
  const { files } = JSON.parse(readFileSync('test/fixtures/checks/goodPublic.json', 'utf8')) as {
    files: { repository: string; path: string; commit: string; errors: number; warnings: number }[];
  };

  it('names at least 40, each at a commit, none with an error or a warning', () => {
    assert.ok(files.length >= 40);
    assert.equal(new Set(files.map(({ repository, path }) => `${repository}:${path}`)).size, files.length);
    for (const { repository, path, commit, errors, warnings } of files) {
      assert.match(repository, /^[\w.-]+\/[\w.-]+$/);
      assert.equal(checkKind(path), 'dockerfile', path);
      assert.match(commit, /^[0-9a-f]{40}$/);
      assert.deepEqual([errors, warnings], [0, 0], path);
    }
  });
});
