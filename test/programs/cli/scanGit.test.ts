import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretSample } from '../../support/secretSample.ts';
import { ProjectFolders, run } from '../../support/cliRun.ts';

const key = (seed: number): string => secretSample('sk-proj-{word:74}T3BlbkFJ{word:74}', seed);

describe('scan of git', function () {
  this.timeout(10_000);
  const folders = new ProjectFolders();
  after(() => folders.remove());

  function git(root: string, ...args: string[]): string {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', ['-C', root, ...identity, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }

  async function found(root: string, ...args: string[]): Promise<[string, string, string | undefined][]> {
    const { out, err } = await run(['scan', ...args, '--json'], { cwd: root });
    assert.equal(err, '');
    const { findings } = JSON.parse(out);
    return findings.map(({ file, rule, commit }: Record<string, string>) => [file, rule, commit]);
  }

  it('finds what is staged, not what lies there', async () => {
    const root = folders.make({
      'src/a.py': `key = "${key(1)}"\n`,
      'src/yarn.lock': key(2),
      'b.py': `key = "${key(3)}"\n`,
    });
    git(root, 'init', '-q');
    git(root, 'add', 'src');
    writeFileSync(join(root, 'src/a.py'), '');
    assert.deepEqual(await found(root, '--staged'), [['src/a.py', 'secret/openai-project-key', undefined]]);
    const { code, out } = await run(['scan', '--staged', 'src'], { cwd: root });
    assert.equal(code, 1);
    assert.match(out, /^src\/a\.py:1:8: error: OpenAI project API key in key \[/);
    git(root, 'rm', '-rq', '--cached', '-f', 'src');
    assert.deepEqual(await found(root, '--staged'), []);
  });

  it('finds what history holds, once and with the commit that brought it', async () => {
    const root = folders.make({ 'a.py': `key = "${key(4)}"\n` });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'one');
    const first = git(root, 'rev-parse', 'HEAD');
    for (const line of ['x = 1\n', 'x = 2\n']) {
      writeFileSync(join(root, 'a.py'), `${line}key = "${key(4)}"\n`);
      git(root, 'commit', '-qam', 'more');
    }
    rmSync(join(root, 'a.py'));
    git(root, 'commit', '-qam', 'gone');
    assert.deepEqual(await found(root, '.'), []);
    assert.deepEqual(await found(root, '--history'), [['a.py', 'secret/openai-project-key', first]]);
    const { out } = await run(['scan', '--history'], { cwd: root });
    assert.match(
      out,
      new RegExp(`^a\\.py:1:8: error: OpenAI project API key in key since commit ${first.slice(0, 12)} \\[`),
    );
    assert.ok(!out.includes(key(4)));
  });

  it('explains what git cannot do here', async () => {
    const root = folders.make({ 'a.py': '' });
    for (const args of [
      ['--staged'],
      ['--history'],
      ['--staged', '--history'],
      ['--staged', 'a.py'],
      ['--staged', '--write-baseline', 'b.json'],
    ]) {
      const { code, out, err } = await run(['scan', ...args], {
        cwd: root,
        env: { GIT_CEILING_DIRECTORIES: root },
      });
      assert.deepEqual([code, out, err.trimEnd().split('\n').length], [2, '', 1], err);
      assert.doesNotMatch(err, /fault/);
    }
  });
});
