import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { NodeWorkspace } from '../../../src/node/nodeWorkspace.ts';

describe('NodeWorkspace', () => {
  const base = mkdtempSync(join(tmpdir(), 'ai-stack-workspace-'));
  const root = join(base, 'root');
  const workspace = new NodeWorkspace(root);

  before(() => {
    mkdirSync(join(root, 'folder'), { recursive: true });
    mkdirSync(join(base, 'outside'));
    writeFileSync(join(root, 'folder/file.txt'), 'hello world');
    writeFileSync(join(root, 'empty'), '');
    writeFileSync(join(base, 'outside/secret.txt'), 'secret');
    symlinkSync('folder/file.txt', join(root, 'linkInside'));
    symlinkSync('../outside/secret.txt', join(root, 'linkOutside'));
    symlinkSync('../outside', join(root, 'folderOutside'));
    symlinkSync('loop', join(root, 'loop'));
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  it('lists names with their kinds, and links as links', async () => {
    const entries = Object.fromEntries((await workspace.list('')).map(({ name, kind }) => [name, kind]));
    assert.deepEqual(entries, {
      empty: 'file',
      folder: 'directory',
      folderOutside: 'link',
      linkInside: 'link',
      linkOutside: 'link',
      loop: 'link',
    });
  });

  it('reads no more than asked, and tells the whole size', async () => {
    const { bytes, size } = await workspace.read('folder/file.txt', 5);
    assert.deepEqual([Buffer.from(bytes).toString(), size], ['hello', 11]);
    assert.equal((await workspace.read('folder/file.txt', 100)).bytes.length, 11);
    assert.deepEqual((await workspace.read('empty', 100)).bytes.length, 0);
  });

  it('reads a file of several chunks, whole or in part', async () => {
    const content = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
    writeFileSync(join(root, 'folder/large'), content);
    const whole = await workspace.read('folder/large', 1_000_000);
    assert.ok(content.equals(whole.bytes));
    const part = await workspace.read('folder/large', 150_000);
    assert.deepEqual([part.size, content.subarray(0, 150_000).equals(part.bytes)], [200_000, true]);
    const exact = await workspace.read('folder/large', 64 * 1024);
    assert.deepEqual([exact.size, exact.bytes.length], [200_000, 64 * 1024]);
    rmSync(join(root, 'folder/large'));
  });

  it('gives each of many readers its own bytes', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `folder/many${at}`);
    for (const name of names) writeFileSync(join(root, name), name.repeat(500));
    const contents = await Promise.all(names.map((name) => workspace.read(name, 100_000)));
    contents.forEach(({ bytes }, at) => assert.equal(Buffer.from(bytes).toString(), names[at]!.repeat(500)));
  });

  it('follows a link within the folder', async () => {
    assert.equal(Buffer.from((await workspace.read('linkInside', 100)).bytes).toString(), 'hello world');
  });

  const refused = [
    'linkOutside',
    'folderOutside/secret.txt',
    '../outside/secret.txt',
    'loop',
    'folder',
    'none',
  ];
  for (const path of refused) {
    it(`does not read ${path}`, () => assert.rejects(workspace.read(path, 100)));
  }
  for (const path of ['folderOutside', '..', 'none', 'empty']) {
    it(`does not list ${path}`, () => assert.rejects(workspace.list(path)));
  }

  it('reads a folder that came after it was asked for', async () => {
    await assert.rejects(workspace.read('later/file.txt', 10));
    mkdirSync(join(root, 'later'));
    writeFileSync(join(root, 'later/file.txt'), 'now');
    assert.equal((await workspace.read('later/file.txt', 10)).size, 3);
  });
});

describe('NodeResources', () => {
  it('finds the media folder from the sources', async () => {
    assert.match(await new NodeResources().readText('guide/guide.yaml'), /sections:/);
  });
});
