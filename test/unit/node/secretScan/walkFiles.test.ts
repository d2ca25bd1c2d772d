import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { walkFiles } from '../../../../src/node/secretScan/walkFiles.ts';
import { ProjectFolders } from '../../../support/cliRun.ts';

function walk(root: string, gitignore = true): { files: string[]; unreadable: string[] } {
  const unreadable: string[] = [];
  const files = [
    ...walkFiles(root, { gitignore, unreadable: (folder, code) => unreadable.push(`${folder} ${code}`) }),
  ];
  return { files: files.flat(), unreadable };
}

describe('the walk of a scan', () => {
  const folders = new ProjectFolders();
  after(() => folders.remove());

  it('leaves out what git, convention and the kind of file leave out', () => {
    const root = folders.make({
      '.gitignore': '*.log\nprivate/\n.env*\n',
      '.env': '',
      '.env.local': '',
      'a.py': '',
      'b.log': '',
      'private/key.pem': '',
      'deep/.gitignore': '!keep.log\nlocal.ts\n',
      'deep/keep.log': '',
      'deep/local.ts': '',
      'deep/er/x.ts': '',
      'node_modules/m/index.js': '',
      'myenv/pyvenv.cfg': '',
      'myenv/lib/x.py': '',
      '.git/config': '',
      'package-lock.json': '',
      'logo.png': '',
    });
    const ignoring = [
      '.env',
      '.env.local',
      '.gitignore',
      'a.py',
      'deep/.gitignore',
      'deep/keep.log',
      'deep/er/x.ts',
    ];
    assert.deepEqual(walk(root), { files: ignoring, unreadable: [] });
    assert.deepEqual(walk(root, false).files, [
      '.env', '.env.local', '.gitignore', 'a.py', 'b.log', 'deep/.gitignore', 'deep/keep.log', 'deep/local.ts', 'deep/er/x.ts', 'private/key.pem',
    ]); // prettier-ignore
  });

  it('follows no links', () => {
    const outside = folders.make({ 'secret.txt': '' });
    const root = folders.make({ 'a.txt': '' });
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'secret.txt'), join(root, 'file.txt'));
    symlinkSync(root, join(root, 'loop'));
    assert.deepEqual(walk(root).files, ['a.txt']);
  });

  it('tells of folders that are not there, and goes on', () => {
    const root = folders.make({ 'a/x.txt': '', 'b/y.txt': '' });
    const iterator = walkFiles(root, { gitignore: true, unreadable: (folder) => gone.push(folder) });
    const gone: string[] = [];
    assert.deepEqual(iterator.next().value, ['a/x.txt']);
    folders.remove();
    assert.equal(iterator.next().done, true);
    assert.deepEqual(gone, ['b']);
    assert.deepEqual(walk(join(root, 'none')).unreadable, [' ENOENT']);
  });

  it('goes no deeper than any project does', () => {
    const root = folders.make({ [`${'d/'.repeat(100)}x.txt`]: '', [`${'d/'.repeat(60)}y.txt`]: '' });
    writeFileSync(join(root, 'z.txt'), '');
    assert.deepEqual(
      walk(root).files.map((path) => path.slice(-5)),
      ['z.txt', 'y.txt'],
    );
  });
});
