import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../src/core/errors.ts';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { planFiles, type PlannedFile } from '../../../src/core/generate/plan.ts';
import { existingText, writePlanned } from '../../../src/node/folderWriter.ts';

describe('writePlanned', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'ai-stack-write-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const plan = (files: readonly GeneratedFile[], overwrite: boolean): Promise<PlannedFile[]> =>
    planFiles({
      files,
      existing: existingText(root),
      conflicts: () => (overwrite ? 'overwrite' : 'refuse'),
    });
  const write = async (files: readonly GeneratedFile[], overwrite = false): Promise<void> =>
    writePlanned(root, await plan(files, overwrite));
  /** Every file and folder below the root, with the content of files. */
  const tree = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(root, { recursive: true, withFileTypes: true }).map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1), entry.isFile() ? readFileSync(path, 'latin1') : ''];
      }),
    );

  it('writes new files with their folders, and makes scripts executable', async () => {
    await write([
      { path: 'a/b/c.txt', content: 'ü\r\n' },
      { path: 'run.sh', content: '#!/bin/sh\n', executable: true },
    ]);
    assert.equal(read('a/b/c.txt'), 'ü\r\n');
    assert.equal(statSync(join(root, 'run.sh')).mode & 0o111, 0o111);
    assert.deepEqual(Object.keys(tree()).sort(), ['a', 'a/b', 'a/b/c.txt', 'run.sh']);
  });

  it('leaves identical files untouched', async () => {
    put('a.txt', 'same');
    const before = statSync(join(root, 'a.txt'));
    await write([{ path: 'a.txt', content: 'same' }]);
    assert.deepEqual(
      [statSync(join(root, 'a.txt')).ino, statSync(join(root, 'a.txt')).mtimeMs],
      [before.ino, before.mtimeMs],
    );
  });

  it('writes nothing where a file is in conflict', async () => {
    put('b.txt', 'mine');
    const before = tree();
    await assert.rejects(
      write([
        { path: 'a.txt', content: 'new' },
        { path: 'b.txt', content: 'theirs' },
      ]),
      (error) => error instanceof UserError && error.message.includes('b.txt'),
    );
    assert.deepEqual(tree(), before);
  });

  it('overwrites where that was said, and keeps the mode', async () => {
    put('a.sh', 'old');
    chmodSync(join(root, 'a.sh'), 0o750);
    await write([{ path: 'a.sh', content: 'new' }], true);
    assert.deepEqual([read('a.sh'), statSync(join(root, 'a.sh')).mode & 0o777], ['new', 0o750]);
  });

  it('puts everything back when a later file fails', async () => {
    put('a.bin', Uint8Array.of(0xff, 0x00, 0xfe));
    put('z', 'a file, where a folder should be');
    const before = tree();
    await assert.rejects(
      write(
        [
          { path: 'a.bin', content: 'new' },
          { path: 'new/deep/b.txt', content: 'new' },
          { path: 'z/c.txt', content: 'new' },
        ],
        true,
      ),
      UserError,
    );
    assert.deepEqual(tree(), before);
  });

  it('puts back what it had moved already', async () => {
    put('a.txt', 'old');
    const planned = await plan(
      [
        { path: 'a.txt', content: 'new' },
        { path: 'b.txt', content: 'new' },
        { path: 'c.txt', content: 'new' },
      ],
      true,
    );
    // The plan of the last file says a folder that appears while the others are written.
    const [first, second, third] = planned;
    let asked = 0;
    const late = { ...third!, get path() { if (++asked === 6) mkdirSync(join(root, 'c.txt/x'), { recursive: true }); return 'c.txt'; } }; // prettier-ignore
    await assert.rejects(writePlanned(root, [first!, second!, late]), UserError);
    assert.deepEqual([read('a.txt'), existsSync(join(root, 'b.txt'))], ['old', false]);
    assert.deepEqual(
      Object.keys(tree()).filter((path) => path.endsWith('.tmp')),
      [],
    );
  });

  it('does not write over what changed since the plan', async () => {
    const planned = await plan([{ path: 'a.txt', content: 'new' }], false);
    put('a.txt', 'came in between');
    await assert.rejects(writePlanned(root, planned), /changed in the meantime/);
    assert.equal(read('a.txt'), 'came in between');
  });

  it('does not follow links out of the folder, nor write through a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'ai-stack-outside-'));
    try {
      symlinkSync(outside, join(root, 'out'));
      await assert.rejects(
        write([{ path: 'out/a.txt', content: 'x' }]),
        /outside of the folder, through a link/,
      );
      await assert.rejects(write([{ path: 'out/deep/a.txt', content: 'x' }]), /outside of the folder/);
      symlinkSync(join(outside, 'target.txt'), join(root, 'link.txt'));
      await assert.rejects(write([{ path: 'link.txt', content: 'x' }], true), /is a link, not a file/);
      assert.deepEqual(readdirSync(outside), []);
      mkdirSync(join(root, 'real'));
      symlinkSync(join(root, 'real'), join(root, 'in'));
      await write([{ path: 'in/a.txt', content: 'x' }]);
      assert.equal(read('real/a.txt'), 'x');
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('refuses paths that leave the folder', async () => {
    await assert.rejects(
      writePlanned(root, [{ path: '../x.txt', content: 'x', action: 'create' }]),
      /no path within/,
    );
  });
});
