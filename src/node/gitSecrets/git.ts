// Shared room: for both shells (editor and cli); the core never imports it.
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname, isAbsolute, resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';

export interface GitOptions {
  /**
   * The index to read, where it is not the usual one: git gives hooks one of their own in `GIT_INDEX_FILE`, as for
   * `git commit -a`. Relative to the root.
   */
  readonly indexFile?: string;
}

/** Milliseconds for a call that answers at once. */
const shortDeadline = 20_000;
const mostOutput = 64 * 1024 * 1024;

/**
 * Git on one local repository, only to read. What a repository's own configuration could have git run or fetch is
 * switched off: hooks, file monitors, pagers, external diffs, text conversions, signatures, transports. Callers see to it
 * that the workspace is trusted all the same.
 */
export class Git {
  readonly root: string;
  readonly #env: NodeJS.ProcessEnv;

  /** `root` is an absolute path of a folder in the work tree. */
  constructor(root: string, { indexFile }: GitOptions = {}) {
    this.root = root;
    const index = indexFile === undefined || isAbsolute(indexFile) ? indexFile : resolve(root, indexFile);
    this.#env = environment(index);
  }

  /** What git prints. Rejects with a UserError where there is no git or no repository, or git fails. */
  run(args: readonly string[], timeoutMs = shortDeadline): Promise<string> {
    return new Promise((done, fail) => {
      const options = {
        ...this.#options(),
        encoding: 'utf8',
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: mostOutput,
      } as const;
      const child = execFile('git', this.#args(args), options, (error, stdout, stderr) => {
        if (error) fail(gitFailure(error, stderr, this.root));
        else done(stdout);
      });
      child.stdin?.end();
    });
  }

  /** A process that is written to and read from; whoever starts it ends it. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn('git', this.#args(args), this.#options());
    // A process that ended early is seen by its output's end.
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
    child.stderr.resume();
    return child;
  }

  #options(): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true } {
    // Windows looks for programs in the current folder first, which may be the repository; a home folder may be missing.
    return { cwd: dirname(process.execPath), env: this.#env, windowsHide: true };
  }

  #args(args: readonly string[]): string[] {
    return ['-C', this.root, '--no-pager', ...harmless.flatMap((setting) => ['-c', setting]), ...args];
  }
}

/** That a folder is in no repository, or in one without a work tree. */
export function notAWorkTree(root: string): UserError {
  return new UserError(`"${root}" is not in a work tree of git.`, 'Give a folder of a repository.');
}

/** Settings that come before those of the repository (git-config). */
const harmless: readonly string[] = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.quotePath=false',
  'core.untrackedCache=false',
  'core.alternateRefsCommand=',
  'core.sshCommand=false',
  'credential.helper=',
  'diff.external=',
  `diff.orderFile=${devNull}`,
  'log.showSignature=false',
  'protocol.allow=never',
];

/** The environment without what would point git elsewhere. Objects that a partial clone lacks are not fetched. */
function environment(indexFile: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    NoDefaultCurrentDirectoryInExePath: '1',
    ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
  };
}

function gitFailure(
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
  root: string,
): UserError {
  if (error.code === 'ENOENT') return new UserError('git is not on PATH.', 'Install git, or add it to PATH.');
  if (error.killed)
    return new UserError('git did not end in time.', 'Try again, or look whether the disk is very slow.');
  if (/dubious ownership/.test(stderr)) {
    const remedy = `If you trust it, run: git config --global --add safe.directory "${root}"`;
    return new UserError(
      `The repository of "${root}" belongs to somebody else, so git does not read it.`,
      remedy,
    );
  }
  if (/not a git repository|must be run in a work tree|cannot change to/i.test(stderr))
    return notAWorkTree(root);
  const reason =
    stderr
      .split('\n', 1)[0]
      ?.replace(/^fatal: |\.$/g, '')
      .slice(0, 200) ?? '';
  return new UserError(
    `git could not do it: ${reason === '' ? error.message.split('\n', 1)[0] : reason}.`,
    'Run "git status" there to see more.',
  );
}
