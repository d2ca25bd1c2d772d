import { UserError } from '../../core/errors.ts';
import { isExcludedFile } from '../../core/secrets/excludedPaths.ts';
import type { SecretPolicy } from '../../core/secrets/policy/secretPolicy.ts';
import { historyBlobs, usualHistoryLimits, type HistorySummary } from '../../node/gitSecrets/historyBlobs.ts';
import { stagedFiles } from '../../node/gitSecrets/stagedFiles.ts';
import type { NamedContent } from '../../node/secretScan/scanPaths.ts';
import type { ScanNote } from '../../node/secretScan/scanBatch.ts';
import type { FoundFile } from '../../node/secretScan/threadedScan.ts';
import type { Cli } from '../cli.ts';
import type { ToldNote } from './scanNotes.ts';
import type { ScanTarget } from './scanTargets.ts';

/** The one folder of a command line that asks for git. Throws a UserError for anything else. */
export function gitTarget(targets: readonly ScanTarget[], option: string): ScanTarget {
  const [target, ...others] = targets;
  if (!target || others.length > 0 || target.files)
    throw new UserError(
      `${option} takes one folder.`,
      'Give the folder of the repository, or a folder in it.',
    );
  return target;
}

/** What the next commit would bring, but for files that a scan leaves out. What is not read is told to `note`. */
export async function* stagedContents(
  { folder }: ScanTarget,
  cli: Cli,
  note: (note: ScanNote) => void,
): AsyncGenerator<NamedContent> {
  const index = cli.env['GIT_INDEX_FILE'];
  for await (const file of stagedFiles(folder, index === undefined ? {} : { indexFile: index })) {
    if (isExcludedFile(file.path)) continue;
    if ('bytes' in file) yield file;
    else note({ file: file.path, reason: file.skipped === 'large' ? 'large' : 'vanished' });
  }
}

/** What commits brought, but for files that a scan leaves out. */
export class HistoryContents implements AsyncIterable<NamedContent> {
  /** How old commits are: the newest has 0. */
  readonly ages = new Map<string, number>();
  /** How far the look went, once all was read. */
  summary: HistorySummary | undefined;
  readonly #target: ScanTarget;
  readonly #policy: SecretPolicy;

  constructor(target: ScanTarget, policy: SecretPolicy) {
    this.#target = target;
    this.#policy = policy;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<NamedContent, void> {
    const { folder, prefix } = this.#target;
    const wants = (path: string): boolean => !isExcludedFile(path) && !this.#policy.excludes(prefix + path);
    const blobs = historyBlobs(folder, { wants });
    for (let next = await blobs.next(); ; next = await blobs.next()) {
      if (next.done === true) {
        this.summary = next.value;
        return;
      }
      const { commit } = next.value;
      if (!this.ages.has(commit)) this.ages.set(commit, this.ages.size);
      yield next.value;
    }
  }
}

/** Each secret of history once, with the commit it came in with: a file that was changed often holds it as often. */
export function firstCommits(found: readonly FoundFile[], ages: ReadonlyMap<string, number>): FoundFile[] {
  const age = ({ commit = '' }: FoundFile): number => ages.get(commit) ?? -1;
  const first = new Map<string, FoundFile>();
  for (const file of found) {
    for (const secret of file.secrets) {
      const { hash = '', rule, path } = secret.entry ?? {};
      const key = `${path}\0${rule}\0${hash}`;
      const known = first.get(key);
      if (!known || age(known) < age(file)) first.set(key, { ...file, secrets: [secret] });
    }
  }
  return [...first.values()];
}

/** What of history was not looked at. */
export function historyNotes(
  given: string,
  { stoppedBy, shallow, skipped, commits }: HistorySummary,
): ToldNote[] {
  const notes: string[] = [];
  if (stoppedBy !== undefined) notes.push(stopWords(stoppedBy, commits));
  if (shallow)
    notes.push(
      'is a shallow clone, so older commits were not scanned. Run "git fetch --unshallow" to have them.',
    );
  if (skipped > 0) {
    const files = skipped === 1 ? '1 file' : `${skipped} files`;
    notes.push(`has ${files} in history that could not be scanned: too large, or not in this clone.`);
  }
  return notes.map((message) => ({ file: given, message }));
}

function stopWords(stoppedBy: NonNullable<HistorySummary['stoppedBy']>, commits: number): string {
  if (stoppedBy === 'commits') return `has more history: only the newest ${commits} commits were scanned.`;
  if (stoppedBy === 'time')
    return `has more history: the scan ended after ${usualHistoryLimits.timeoutMs / 1000} seconds, with the newest commits done.`;
  return 'has more history: the scan ended at its limit, with the newest commits done.';
}
