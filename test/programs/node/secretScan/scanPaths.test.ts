import assert from 'node:assert/strict';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  ftruncateSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { scanContents, scanPaths, type ScanOptions } from '../../../../src/node/secretScan/scanPaths.ts';
import type { ScanResult } from '../../../../src/node/secretScan/threadedScan.ts';
import { emptyPolicy } from '../../../../src/core/secrets/policy/policyData.ts';
import type { UserRule } from '../../../../src/core/secrets/policy/userRule.ts';
import type { ScanRoot } from '../../../../src/node/secretScan/batches.ts';
import { ProjectFolders } from '../../../support/cliRun.ts';

const rule: UserRule = {
  id: 'ours', title: 'token of ours', source: 'OURS-\\d{4}', flags: '', keywords: [], confidence: 'high', allowlists: [], file: 'x', line: 1,
}; // prettier-ignore
const setup = { contextual: false, policy: { ...emptyPolicy, userRules: [rule] } };

function scan(folder: string, options: Partial<ScanOptions> = {}): Promise<ScanResult> {
  return scanPaths([{ folder }], { setup, threads: 1, ...options });
}

function told({ found, notes }: ScanResult): string[] {
  return [
    ...found.flatMap(({ file, secrets }) => secrets.map(({ line, column }) => `${file}:${line}:${column}`)),
    ...notes.map(({ file, reason }) => `${file} ${reason}`),
  ];
}

/** A file of any size that takes no room on the disk. */
function sparseFile(path: string, size: number, beginning: string): void {
  writeFileSync(path, beginning);
  const descriptor = openSync(path, 'r+');
  ftruncateSync(descriptor, size);
  closeSync(descriptor);
}

describe('the scan of folders', function () {
  this.timeout(10_000);
  const folders = new ProjectFolders();
  after(() => folders.remove());

  for (const [how, options] of [
    ['in this thread', { scansHere: true, threads: 1 }],
    ['in both', { scansHere: true, threads: 2 }],
  ] as const) {
    it(`finds the same ${how}`, async () => {
      const files = Object.fromEntries(
        Array.from({ length: 150 }, (_, at) => [
          `d${at % 7}/f${at}.txt`,
          at % 50 === 0 ? 'x\n  OURS-1234' : 'nothing',
        ]),
      );
      const root = folders.make({ ...files, 'logo.png': 'OURS-1234', 'a.txt': '\0 OURS-1234' });
      const seen: number[] = [];
      const result = await scan(root, { ...options, onProgress: ({ files }) => seen.push(files) });
      assert.deepEqual(told(result), ['d0/f0.txt:2:3', 'd1/f50.txt:2:3', 'd2/f100.txt:2:3']);
      assert.deepEqual([result.files, result.bytes, result.cancelled], [150, 147 * 7 + 3 * 13, false]);
      assert.equal(seen.at(-1), 150);
    });
  }

  it('notes what it cannot read and completes', async () => {
    const root = folders.make({ 'a.txt': 'OURS-1234', 'forbidden/x.txt': '', 'z.txt': 'OURS-1234' });
    sparseFile(join(root, 'huge.txt'), 500 * 1024 * 1024, 'some text '.repeat(30_000));
    sparseFile(join(root, 'binary.weights'), 500 * 1024 * 1024, '\0');
    sparseFile(join(root, 'huge.ipynb'), 21 * 1024 * 1024, '{"cells": []}'.padEnd(300_000));
    mkdirSync(join(root, 'vanishing'));
    const start = performance.now();
    const named = [{ folder: root }, { folder: root, files: ['none.txt', 'binary.weights', 'a.txt'] }];
    const result = await scanPaths(named, { setup, scansHere: true });
    assert.deepEqual(told(result), [
      'a.txt:1:1',
      'z.txt:1:1',
      'huge.ipynb large',
      'huge.txt large',
      'none.txt vanished',
    ]);
    assert.ok(performance.now() - start < 1000);
    const alone = await scanPaths([{ folder: root, files: ['binary.weights'] }], { setup, scansHere: true });
    assert.deepEqual(told(alone), ['binary.weights binary']);
  });

  it('notes files and folders that may not be read', async () => {
    const root = folders.make({ 'a.txt': 'OURS-1234', 'b/c.txt': 'OURS-1234', 'd.txt': 'OURS-1234' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'a.txt'), 0);
    chmodSync(join(root, 'b'), 0);
    // Permissions do not hold for root.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      const result = await scan(root, { scansHere: true });
      assert.deepEqual(told(result), ['d.txt:1:1', 'a.txt unreadable', 'b unreadable']);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(root, 'b'), 0o700);
    }
  });

  it('reads no link that took the place of a file, and no file that vanished', async () => {
    const outside = folders.make({ 'secret.txt': 'OURS-1234' });
    const root = folders.make({ 'a.txt': '', 'b.txt': '' });
    rmSync(join(root, 'a.txt'));
    symlinkSync(join(outside, 'secret.txt'), join(root, 'a.txt'));
    const result = await scanPaths([{ folder: root, files: ['a.txt', 'c.txt'] }], { setup, scansHere: true });
    assert.deepEqual(told(result), ['a.txt unreadable', 'c.txt vanished']);
    assert.deepEqual(told(await scan(join(root, 'none'), { scansHere: true })), ['. unreadable']);
  });

  it('gives up a file that takes too long, and only that', async () => {
    const endless: UserRule = { ...rule, id: 'endless', source: '^(?:a+)+b' };
    const root = folders.make({ 'a.txt': 'OURS-1234', 'b.txt': 'a'.repeat(60), 'c.txt': 'OURS-1234' });
    const result = await scan(root, {
      setup: { policy: { ...emptyPolicy, userRules: [rule, endless] } },
      deadlineMs: 100,
    });
    assert.deepEqual(told(result), ['a.txt:1:1', 'c.txt:1:1', 'b.txt slow']);
    assert.equal(result.files, 2);
  });

  it('stops when asked to', async () => {
    const root = folders.make(
      Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}.txt`, 'OURS-1234'])),
    );
    const abort = new AbortController();
    const result = await scan(root, {
      signal: abort.signal,
      onProgress: () => abort.abort(),
      scansHere: true,
    });
    assert.equal(result.cancelled, true);
    assert.ok(result.files < 500, `${result.files} files`);
    const before = await scan(root, { signal: AbortSignal.abort() });
    assert.deepEqual([before.cancelled, before.files], [true, 0]);
  });

  it('rejects when its threads cannot begin', async () => {
    const root = folders.make({ 'a.txt': '' });
    const broken: UserRule = { ...rule, source: '(' };
    await assert.rejects(
      scan(root, { setup: { policy: { ...emptyPolicy, userRules: [broken] } } }),
      /Invalid regular expression/,
    );
  });

  it('leaves out what the policy leaves out, but for files that are named', async () => {
    const root = folders.make({
      'a.txt': 'OURS-1234',
      'gen/b.txt': 'OURS-1234',
      'c.txt': 'OURS-1234 # gitleaks:allow',
    });
    const policy = { ...setup.policy, exclude: [{ pattern: '/sub/gen', by: 'us' }] };
    const roots = [{ folder: root, prefix: 'sub/' }];
    const scanned = async (changes: object, where: readonly ScanRoot[] = roots): Promise<string[]> => {
      const { found } = await scanPaths(where, {
        setup: { ...setup, policy, ...changes },
        scansHere: true,
        threads: 1,
      });
      return found.flatMap(({ file, secrets }) =>
        secrets.map(({ suppressed }) => `${file} ${suppressed?.by ?? ''}`),
      );
    };
    assert.deepEqual(await scanned({}), ['a.txt ', 'c.txt gitleaks:allow']);
    assert.deepEqual(await scanned({ suppress: false }), ['a.txt ', 'c.txt ', 'gen/b.txt ']);
    assert.deepEqual(await scanned({}, [{ ...roots[0]!, files: ['gen/b.txt'] }]), ['gen/b.txt us']);
  });

  it('scans contents that are on no disk', async () => {
    const bytes = new TextEncoder().encode('OURS-1234');
    async function* contents(): AsyncGenerator<{ path: string; bytes: Uint8Array; commit?: string }> {
      for (let at = 0; at < 200; at++)
        yield await Promise.resolve({ path: `f${at}.txt`, bytes, commit: `c${at}` });
      yield { path: 'none.txt', bytes: new Uint8Array(10_000_000) };
      yield { path: 'a.txt', bytes };
    }
    const options = { setup, scansHere: true, threads: 1 };
    const { found, files } = await scanContents({ folder: '/nowhere' }, contents(), options);
    assert.deepEqual([found.length, files], [201, 201]);
    assert.deepEqual(
      found.slice(0, 2).map(({ file, commit }) => `${file} ${commit}`),
      ['a.txt undefined', 'f0.txt c0'],
    );
  });

  it('scans no file twice', async () => {
    const root = folders.make({ 'a/x.txt': 'OURS-1234' });
    const roots = [
      { folder: join(root, 'a'), files: ['x.txt'] },
      { folder: root },
      { folder: join(root, 'a') },
    ];
    const result = await scanPaths(roots, { setup, scansHere: true });
    assert.deepEqual([told(result), result.files], [['x.txt:1:1'], 1]);
  });
});
