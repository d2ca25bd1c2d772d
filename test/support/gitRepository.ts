import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository of its own in a temporary folder, untouched by the configuration of this machine. */
export class GitRepository {
  readonly root: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv = {}) {
    this.root = mkdtempSync(join(tmpdir(), 'ai-stack-git-'));
    const plain = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const who = {
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    };
    const alone = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
    this.#env = { ...Object.fromEntries(plain), ...who, ...alone, ...env };
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** What git prints; throws, with what it said, where it fails. */
  git(...args: readonly string[]): string {
    return execFileSync('git', ['-C', this.root, ...args], {
      env: this.#env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  write(files: Readonly<Record<string, string | Uint8Array>>, mode?: number): void {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      if (mode !== undefined) chmodSync(file, mode);
    }
  }

  /** Commits everything and gives the id. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): string {
    this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message=x');
    return this.git('rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
