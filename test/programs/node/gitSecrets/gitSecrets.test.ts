import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../../src/core/errors.ts';
import type { SecretScanner } from '../../../../src/core/secrets/scanner.ts';
import {
  historyBlobs,
  type HistoryBlob,
  type HistoryOptions,
  type HistorySummary,
} from '../../../../src/node/gitSecrets/historyBlobs.ts';
import { keyInHistory } from '../../../../src/node/gitSecrets/keyInHistory.ts';
import { stagedFiles, type StagedOptions } from '../../../../src/node/gitSecrets/stagedFiles.ts';
import { GitRepository } from '../../../support/gitRepository.ts';
import { secretSample } from '../../../support/secretSample.ts';

const secret = secretSample('{alnum:32}');

async function staged(root: string, options?: StagedOptions): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const file of stagedFiles(root, options)) {
    files[file.path] = 'skipped' in file ? file.skipped : Buffer.from(file.bytes).toString();
  }
  return files;
}

async function history(
  root: string,
  options?: HistoryOptions,
): Promise<{ blobs: HistoryBlob[]; paths: string[]; summary: HistorySummary }> {
  const blobs: HistoryBlob[] = [];
  const walk = historyBlobs(root, options);
  for (;;) {
    const next = await walk.next();
    if (next.done === true)
      return { blobs, paths: blobs.map(({ path }) => path).sort(), summary: next.value };
    blobs.push(next.value);
  }
}

/** Finds the sample wherever it stands. */
const scanner: SecretScanner = {
  scanText: (text) => {
    const start = text.indexOf(secret);
    return start < 0
      ? []
      : [{ start, end: start + secret.length, rule: 'x', provider: 'generic', confidence: 'high' }];
  },
  scanBytes: (bytes, path) => {
    const text = Buffer.from(bytes).toString();
    return { findings: scanner.scanText(text, path), text, binary: false };
  },
};

describe('git', function () {
  this.timeout(20_000);
  let repository: GitRepository;
  let first: string;
  let second: string;
  before(() => {
    repository = new GitRepository();
    first = repository.commit({ 'a.py': `key = "${secret}"\n`, 'sub/b.txt': 'b1', 'same.txt': 'b1' });
    second = repository.commit({
      'a.py': 'key = os.environ["KEY"]\n',
      'ü "odd"\n\tname.txt': 'odd',
      'big.txt': 'x'.repeat(5_000),
    });
    repository.git('checkout', '--quiet', '-b', 'side', first);
    repository.commit({ 'side.txt': 'on a branch' });
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-commit', '--no-ff', 'side');
    repository.commit({ 'merged.txt': 'brought by the merge itself' });
  });
  after(() => repository.remove());

  describe('stagedFiles', () => {
    it('reads the index, not the work tree', async () => {
      repository.write({
        'a.py': 'staged',
        'sub/new.txt': 'new',
        'ü\n.txt': 'odd',
        'gone.txt': 'x',
        'large.txt': 'y'.repeat(900),
      });
      symlinkSync('/etc/hostname', join(repository.root, 'link'));
      repository.git('add', '--all');
      repository.git('rm', '--quiet', '--cached', 'same.txt');
      repository.write({ 'a.py': 'changed later' });
      const found = await staged(repository.root, { maxFileBytes: 800 });
      assert.deepEqual(found, {
        'a.py': 'staged',
        'gone.txt': 'x',
        'large.txt': 'large',
        'sub/new.txt': 'new',
        'ü\n.txt': 'odd',
      });
      assert.deepEqual(await staged(join(repository.root, 'sub')), { 'new.txt': 'new' });
      repository.git('reset', '--quiet', '--hard');
    });

    it('reads before the first commit, and an index of a hook’s own', async () => {
      const fresh = new GitRepository();
      try {
        assert.deepEqual(await staged(fresh.root), {});
        fresh.write({ 'a.txt': 'one' });
        fresh.git('add', 'a.txt');
        assert.deepEqual(await staged(fresh.root), { 'a.txt': 'one' });
        assert.deepEqual(await staged(fresh.root, { indexFile: '.git/other-index' }), {});
      } finally {
        fresh.remove();
      }
    });

    it('runs nothing that the repository’s configuration names', async () => {
      const hostile = new GitRepository();
      try {
        const mark = join(hostile.root, 'mark');
        hostile.write({ 'run.sh': `#!/bin/sh\ntouch '${mark}'\ncat "$1" 2>/dev/null\n` }, 0o755);
        hostile.write({ '.gitattributes': '*.txt diff=evil filter=evil\n', 'a.txt': 'one' });
        hostile.git('add', '--all');
        hostile.git('commit', '--quiet', '--message=x');
        hostile.write({ 'a.txt': 'two' });
        hostile.git('add', 'a.txt');
        const program = join(hostile.root, 'run.sh');
        for (const name of [
          'core.fsmonitor',
          'diff.external',
          'diff.evil.textconv',
          'diff.evil.command',
          'core.pager',
          'gpg.program',
          'core.alternateRefsCommand',
        ])
          hostile.git('config', name, program);
        hostile.git('config', 'log.showSignature', 'true');
        hostile.git('config', 'core.hooksPath', hostile.root);
        assert.deepEqual(await staged(hostile.root), { 'a.txt': 'two' });
        assert.equal((await history(hostile.root)).summary.commits, 1);
        assert.equal(existsSync(mark), false);
      } finally {
        hostile.remove();
      }
    });

    it('says what is wrong where there is no repository', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ai-stack-none-'));
      try {
        for (const root of [folder, join(folder, 'vanished')])
          await assert.rejects(
            staged(root),
            (error) => error instanceof UserError && /not in a work tree/.test(error.message),
          );
        await assert.rejects(history(folder), UserError);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('says what is wrong where there is no git', async () => {
      const { PATH } = process.env;
      process.env['PATH'] = '';
      try {
        await assert.rejects(staged(repository.root), /git is not on PATH/);
      } finally {
        process.env['PATH'] = PATH;
      }
    });
  });

  describe('historyBlobs', () => {
    it('reads every content of all branches once, with commit and path', async () => {
      const { blobs, paths, summary } = await history(repository.root);
      const shared = paths.includes('same.txt') ? 'same.txt' : 'sub/b.txt';
      const all = ['a.py', 'a.py', 'big.txt', 'merged.txt', shared, 'side.txt', 'ü "odd"\n\tname.txt'];
      assert.deepEqual(paths, all);
      const old = blobs.find(({ bytes }) => Buffer.from(bytes).includes(secret));
      assert.deepEqual([old?.commit, old?.path], [first, 'a.py']);
      assert.equal(blobs.find(({ path }) => path === 'big.txt')?.commit, second);
      assert.deepEqual(
        [summary.commits, summary.blobs, summary.skipped, summary.shallow, summary.stoppedBy],
        [4, 7, 0, false, undefined],
      );
    });

    const stops: readonly (readonly [
      options: HistoryOptions,
      by: HistorySummary['stoppedBy'],
      blobs: number,
    ])[] = [
      [{ maxCommits: 1 }, 'commits', 0],
      [{ maxBlobs: 2 }, 'blobs', 2],
      [{ maxBytes: 10 }, 'bytes', 1],
      [{ timeoutMs: 0 }, 'time', 0],
      [{ signal: AbortSignal.abort() }, 'cancelled', 0],
    ];
    for (const [options, by, least] of stops) {
      it(`stops by ${by ?? ''}`, async () => {
        const { summary } = await history(repository.root, options);
        assert.equal(summary.stoppedBy, by);
        assert.ok(summary.blobs >= least && summary.blobs < 7);
      });
    }

    it('skips what is too large or not wanted', async () => {
      const { paths, summary } = await history(repository.root, {
        maxFileBytes: 1_000,
        wants: (path) => path !== 'side.txt',
      });
      assert.ok(!paths.includes('big.txt') && !paths.includes('side.txt'));
      assert.equal(summary.skipped, 1);
    });

    it('follows one file only, whatever its name', async () => {
      const odd = 'ü "odd"\n\tname.txt';
      assert.deepEqual((await history(repository.root, { path: odd })).paths, [odd]);
      assert.deepEqual((await history(repository.root, { path: '*' })).paths, []);
      assert.deepEqual((await history(join(repository.root, 'sub'), { path: 'b.txt' })).paths, ['b.txt']);
    });

    it('reads what a shallow clone has, and says that it is one', async () => {
      const clone = mkdtempSync(join(tmpdir(), 'ai-stack-clone-'));
      try {
        repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, clone);
        const { summary } = await history(clone);
        assert.deepEqual([summary.shallow, summary.commits, summary.stoppedBy], [true, 1, undefined]);
      } finally {
        rmSync(clone, { recursive: true });
      }
    });

    it('fetches nothing that a partial clone lacks', async () => {
      const clone = mkdtempSync(join(tmpdir(), 'ai-stack-clone-'));
      try {
        repository.git('config', 'uploadpack.allowFilter', 'true');
        repository.git(
          'clone',
          '--quiet',
          '--no-checkout',
          '--filter=blob:none',
          `file://${repository.root}`,
          clone,
        );
        const { summary } = await history(clone);
        assert.deepEqual([summary.blobs, summary.skipped], [0, 7]);
      } finally {
        rmSync(clone, { recursive: true });
      }
    });
  });

  describe('keyInHistory', () => {
    const text = `token: ${secret}`;
    const [finding] = scanner.scanText(text, 'a.py');
    it('finds the commit that brought the secret to the file', async () => {
      const { commit } = await keyInHistory(
        repository.root,
        { text, path: 'a.py', finding: finding! },
        scanner,
      );
      assert.equal(commit, first);
    });

    it('finds nothing in other files, nor another secret', async () => {
      const other = await keyInHistory(
        repository.root,
        { text, path: 'side.txt', finding: finding! },
        scanner,
      );
      assert.deepEqual([other.commit, other.summary.blobs], [undefined, 1]);
      const shorter = { ...finding!, end: finding!.end - 1 };
      assert.equal(
        (await keyInHistory(repository.root, { text, path: 'a.py', finding: shorter }, scanner)).commit,
        undefined,
      );
    });
  });
});
