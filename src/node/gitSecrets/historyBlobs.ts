import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { BlobReader } from './blobReader.ts';
import { ByteQueue } from './byteQueue.ts';
import { Git } from './git.ts';
import { readRawChange, type RawChange } from './rawChanges.ts';

/** Content that a commit brought. */
export interface HistoryBlob {
  /** The newest commit that brought it. */
  readonly commit: string;
  /** Relative to the root, `/` between segments, as it was called then. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface HistoryLimits {
  /** Commits that are looked at, the newest first, of all branches and tags. */
  readonly maxCommits?: number;
  /** Different contents that are read. */
  readonly maxBlobs?: number;
  /** Bytes that are read in all. */
  readonly maxBytes?: number;
  /** Bytes of one content; larger ones are skipped. */
  readonly maxFileBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface HistoryOptions extends HistoryLimits {
  /** Only what this file held, under this name. Relative to the root. */
  readonly path?: string;
  /** False for files that are not to be read. */
  readonly wants?: (path: string) => boolean;
}

/** How far a look at history came. */
export interface HistorySummary {
  readonly commits: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Contents that were too large, or that a partial clone lacks. */
  readonly skipped: number;
  /** What ended it before the end of history. */
  readonly stoppedBy?: 'commits' | 'blobs' | 'bytes' | 'time' | 'cancelled';
  /** The clone has only the newest part of history. */
  readonly shallow: boolean;
}

/** Enough for the history of most projects, in a minute or so. */
export const usualHistoryLimits: Required<Omit<HistoryLimits, 'signal'>> = {
  maxCommits: 10_000,
  maxBlobs: 100_000,
  maxBytes: 1024 * 1024 * 1024,
  maxFileBytes: 5 * 1024 * 1024,
  timeoutMs: 120_000,
};

/** Changes whose contents are asked for at once. */
const changesAhead = 256;

/**
 * What commits brought, each content once, the newest commits first. Reads local objects only, within limits; returns
 * how far it came. Throws a UserError where there is no git or no repository.
 */
export async function* historyBlobs(
  root: string,
  options: HistoryOptions = {},
): AsyncGenerator<HistoryBlob, HistorySummary> {
  const walk = new HistoryWalk(root, options);
  try {
    return yield* walk.run();
  } finally {
    walk.close();
  }
}

interface CommitChange extends RawChange {
  readonly commit: string;
}

class HistoryWalk {
  readonly #git: Git;
  readonly #options: HistoryOptions & typeof usualHistoryLimits;
  readonly #reader: BlobReader;
  readonly #seen = new Set<string>();
  readonly #ends: number;
  #child: ChildProcessWithoutNullStreams | undefined;
  #blobs = 0;
  #bytes = 0;
  #skipped = 0;
  #stoppedBy: HistorySummary['stoppedBy'];

  constructor(root: string, options: HistoryOptions) {
    this.#git = new Git(root);
    this.#options = { ...usualHistoryLimits, ...withoutUndefined(options) };
    this.#reader = new BlobReader(this.#git, this.#options.maxFileBytes);
    this.#ends = performance.now() + this.#options.timeoutMs;
  }

  async *run(): AsyncGenerator<HistoryBlob, HistorySummary> {
    const shallow = (await this.#git.run(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
    const commits = await this.#commits();
    let batch: CommitChange[] = [];
    for await (const change of this.#changes(commits)) {
      batch.push(change);
      if (batch.length < changesAhead) continue;
      yield* this.#contents(batch);
      batch = [];
      if (this.#mustStop()) break;
    }
    if (!this.#mustStop()) yield* this.#contents(batch);
    const { maxCommits } = this.#options;
    if (commits.length > maxCommits) this.#stoppedBy ??= 'commits';
    return {
      commits: Math.min(commits.length, maxCommits),
      blobs: this.#blobs,
      bytes: this.#bytes,
      skipped: this.#skipped,
      shallow,
      ...(this.#stoppedBy && { stoppedBy: this.#stoppedBy }),
    };
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#reader.close();
  }

  /** One more than may be looked at, where there are as many. */
  async #commits(): Promise<string[]> {
    const { maxCommits, path, timeoutMs } = this.#options;
    const patience = Math.max(timeoutMs, usualHistoryLimits.timeoutMs);
    const limit = `--max-count=${maxCommits + 1}`;
    const only = path === undefined ? [] : ['--full-history', '--', path];
    const listed = await this.#git.run(['rev-list', '--all', limit, ...only], patience);
    return listed.split('\n').filter(Boolean);
  }

  /** What commits changed; of merges, what none of the parents had. */
  async *#changes(commits: readonly string[]): AsyncGenerator<CommitChange> {
    const { maxCommits, path, wants } = this.#options;
    const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--ignore-submodules=all'];
    const raw = ['--raw', '-z', '--no-abbrev', '--relative'];
    const only = path === undefined ? [] : ['--', path];
    this.#child = this.#git.start(['diff-tree', '--stdin', '-r', '-c', '--root', ...plain, ...raw, ...only]);
    this.#child.stdin.end(
      commits
        .slice(0, maxCommits)
        .map((commit) => `${commit}\n`)
        .join(''),
    );
    const fields = new ByteQueue(this.#child.stdout);
    let commit = '';
    for (let field = await fields.item(); field !== undefined; field = await fields.item()) {
      if (!field.startsWith(':')) {
        commit = field.trim();
        continue;
      }
      const change = readRawChange(field, (await fields.item()) ?? '');
      if (!change || this.#seen.has(change.oid) || wants?.(change.path) === false) continue;
      this.#seen.add(change.oid);
      yield { ...change, commit };
    }
  }

  async *#contents(changes: readonly CommitChange[]): AsyncGenerator<HistoryBlob> {
    const byOid = new Map(changes.map((change) => [change.oid, change]));
    for await (const blob of this.#reader.read([...byOid.keys()])) {
      if (this.#mustStop()) return;
      const change = byOid.get(blob.oid);
      if ('skipped' in blob) this.#skipped++;
      else if (change) {
        this.#blobs++;
        this.#bytes += blob.bytes.length;
        yield { commit: change.commit, path: change.path, bytes: blob.bytes };
      }
    }
  }

  #mustStop(): boolean {
    const { maxBlobs, maxBytes, signal } = this.#options;
    if (signal?.aborted) this.#stoppedBy ??= 'cancelled';
    if (performance.now() > this.#ends) this.#stoppedBy ??= 'time';
    if (this.#blobs >= maxBlobs) this.#stoppedBy ??= 'blobs';
    if (this.#bytes >= maxBytes) this.#stoppedBy ??= 'bytes';
    return this.#stoppedBy !== undefined;
  }
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
