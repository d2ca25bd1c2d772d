import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { GitRepository } from '../support/gitRepository.ts';
import { secretSample } from '../support/secretSample.ts';

const cli = join(import.meta.dirname, '../../dist/cli.js');
const key = secretSample('sk-ant-api03-{word:93}AA');
const planted = { 'app.py': `client = Anthropic(api_key="${key}")\n` };
const harmless = { 'app.py': 'client = Anthropic()\n' };

/** A repository with the guard in it; `bin` comes first on PATH, `HOME` is empty. */
class GuardedRepository extends GitRepository {
  constructor(set: readonly string[], env: NodeJS.ProcessEnv = { AI_STACK_CLI: cli }) {
    super({
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: '/nonexistent',
      ...env,
    });
    this.generate(set);
  }

  generate(set: readonly string[]): void {
    const options = set.flatMap((each) => ['--set', each]);
    execFileSync(process.execPath, [cli, 'generate', 'secret-guard', this.root, ...options]);
    this.git('config', 'core.hooksPath', '.githooks');
  }

  /** Whether a commit of these files passes, and what the hook says. Afterwards nothing is staged. */
  tryCommit(
    files: Readonly<Record<string, string>>,
    ...how: readonly string[]
  ): { passes: boolean; said: string } {
    this.write(files);
    this.git('add', '--', ...Object.keys(files));
    try {
      this.git('commit', '--quiet', '--message=x', ...how);
      return { passes: true, said: '' };
    } catch (error) {
      this.git('reset', '--quiet');
      return { passes: false, said: (error as { stderr: string }).stderr };
    }
  }
}

describe('secret-guard', function () {
  this.timeout(120_000);
  let repository: GuardedRepository;
  before(function () {
    if (!existsSync(cli)) throw new Error('dist/cli.js is not there: run npm run build first');
    repository = new GuardedRepository(['ci=none']);
  });
  after(() => repository.remove());

  it('refuses a commit with a secret, and says where it is but not what', () => {
    const { passes, said } = repository.tryCommit(planted);
    assert.equal(passes, false);
    assert.match(said, /app\.py:1/);
    assert.match(said, /the commit was refused/);
    assert.ok(!said.includes(key) && !said.includes(key.slice(-40)));
  });

  it('lets a commit without one pass', () => {
    assert.deepEqual(repository.tryCommit(harmless), { passes: true, said: '' });
  });

  it('looks at the index, not at the work tree', () => {
    repository.write(planted);
    repository.git('add', 'app.py');
    repository.write(harmless);
    assert.throws(() => repository.git('commit', '--quiet', '--message=x'), /the commit was refused/);
    repository.git('reset', '--quiet');
    // The other way round: what is in the work tree only is nobody's business.
    repository.write({ ...planted, 'other.txt': 'x' });
    repository.git('add', 'other.txt');
    repository.git('commit', '--quiet', '--message=x');
    repository.write(harmless);
  });

  it('looks at the index that git makes for commit --all and for single files', () => {
    repository.write(planted);
    assert.throws(
      () => repository.git('commit', '--all', '--quiet', '--message=x'),
      /the commit was refused/,
    );
    assert.throws(
      () => repository.git('commit', '--quiet', '--message=x', 'app.py'),
      /the commit was refused/,
    );
    repository.write({ ...harmless, 'other.txt': 'y' });
    repository.git('commit', '--all', '--quiet', '--message=x');
  });

  it('lets what a comment or the baseline accepts pass', () => {
    const accepted = planted['app.py'].replace('\n', '  # ai-stack: allow -- revoked\n');
    assert.equal(repository.tryCommit({ 'accepted.py': accepted }).passes, true);
    repository.write({ 'known.py': planted['app.py'] });
    execFileSync(process.execPath, [cli, 'scan', '.', '--write-baseline', '.ai-stack-baseline.json'], {
      cwd: repository.root,
      stdio: 'ignore',
    });
    assert.deepEqual(repository.tryCommit({ 'known.py': planted['app.py'] }), { passes: true, said: '' });
    assert.equal(repository.tryCommit({ 'unknown.py': planted['app.py'] }).passes, false);
  });

  it('refuses where the scan cannot run', () => {
    repository.write({ '.ai-stack-baseline.json': '{' });
    const { passes, said } = repository.tryCommit({ 'fine.txt': 'fine' });
    assert.equal(passes, false);
    assert.match(said, /the scan could not run/);
  });

  for (const [missing, passes] of [
    ['refuse', false],
    ['warn', true],
  ] as const) {
    it(`${passes ? 'warns' : 'refuses'} on a machine without the program, as it was told (${missing})`, () => {
      const bare = new GuardedRepository(['ci=none', `missing=${missing}`], { AI_STACK_CLI: '' });
      try {
        const commit = bare.tryCommit(planted);
        assert.equal(commit.passes, passes);
        if (!passes) assert.match(commit.said, /AI Stack Guide was not found/);
      } finally {
        bare.remove();
      }
    });
  }

  it('finds the program in the VS Code extension', () => {
    const home = new GitRepository();
    const installed = join(home.root, '.vscode/extensions/ai-stack-guide.ai-stack-guide-0.1.0');
    mkdirSync(dirname(installed), { recursive: true });
    symlinkSync(join(import.meta.dirname, '../..'), installed);
    const guarded = new GuardedRepository(['ci=none'], { AI_STACK_CLI: '', HOME: home.root });
    try {
      assert.match(guarded.tryCommit(planted).said, /the commit was refused/);
      assert.equal(guarded.tryCommit(harmless).passes, true);
    } finally {
      guarded.remove();
      home.remove();
    }
  });

  it('works as a hook of pre-commit: the entry it writes, run as pre-commit runs it', () => {
    const guarded = new GuardedRepository(['ci=none', 'hook=pre-commit']);
    try {
      guarded.write(planted);
      guarded.git('add', 'app.py');
      const env = { ...process.env, AI_STACK_CLI: cli };
      const run = (): number | null =>
        spawnSync('sh', ['.githooks/ai-stack-secrets.sh'], { cwd: guarded.root, env }).status;
      assert.equal(run(), 1);
      guarded.write(harmless);
      guarded.git('add', 'app.py');
      assert.equal(run(), 0);
    } finally {
      guarded.remove();
    }
  });

  it('writes a workflow whose scan ends as it says, run step by step', () => {
    const guarded = new GuardedRepository(['hook=none', 'install=committed']);
    try {
      const runner = {
        ...process.env,
        CLI: cli,
        RUNNER_TEMP: guarded.root,
        GITHUB_OUTPUT: join(guarded.root, 'output'),
      };
      const step = scanStep(guarded.root);
      const scan = (): { status: number | null; output: string } => {
        guarded.git('clean', '--quiet', '--force', '-x', 'output', 'secrets.sarif');
        const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step], {
          cwd: guarded.root,
          env: runner,
        });
        return { status, output: readFileSync(runner.GITHUB_OUTPUT, 'utf8') };
      };
      guarded.commit(harmless);
      assert.deepEqual(scan(), { status: 0, output: 'status=0\n' });
      guarded.write(planted);
      assert.deepEqual(scan(), { status: 0, output: 'status=1\n' });
      guarded.write({ '.ai-stack-baseline.json': '{' });
      assert.deepEqual(scan(), { status: 1, output: 'status=2\n' });
    } finally {
      guarded.remove();
    }
  });
});

/** The script of the step that scans. */
function scanStep(root: string): string {
  const { jobs } = parse(readFileSync(join(root, '.github/workflows/secrets.yml'), 'utf8'));
  return jobs.scan.steps.find(({ id }: { id?: string }) => id === 'scan').run;
}
