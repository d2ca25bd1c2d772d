import assert from 'node:assert/strict';
import { IgnoredFiles } from '../../../../src/editor/secrets/ignoredFiles.ts';
import { InMemoryWorkspace } from '../../../support/inMemoryWorkspace.ts';

describe('IgnoredFiles', () => {
  const files = { '.gitignore': '*.log\n/private/\n', 'src/.gitignore': '!kept.log\n', 'src/a.py': '' };
  const ignored = new IgnoredFiles(new InMemoryWorkspace(files));

  it('looks at what a scan of the folder looks at', async () => {
    for (const path of ['src/a.py', 'src/kept.log', '.env', 'README.md'])
      assert.equal(await ignored.includes(path), true, path);
    for (const path of ['a.log', 'private/a.py', 'node_modules/x/a.js', '.git/config', 'yarn.lock', 'a.png'])
      assert.equal(await ignored.includes(path), false, path);
  });

  it('reads .gitignore again after a reset', async () => {
    const workspace = new InMemoryWorkspace({ '.gitignore': 'a.py\n' });
    const changing = new IgnoredFiles(workspace);
    assert.equal(await changing.includes('a.py'), false);
    workspace.set('.gitignore', 'b.py\n');
    assert.equal(await changing.includes('a.py'), false);
    changing.reset();
    assert.equal(await changing.includes('a.py'), true);
  });
});
