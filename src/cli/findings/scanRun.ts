import { randomBytes } from 'node:crypto';
import type { SecretPolicy } from '../../core/secrets/policy/secretPolicy.ts';
import { scanContents, scanPaths } from '../../node/secretScan/scanPaths.ts';
import type { ScanSetup } from '../../node/secretScan/scanSetup.ts';
import type { ScanResult } from '../../node/secretScan/threadedScan.ts';
import type { Cli } from '../cli.ts';
import type { SecretsResult } from './printSecrets.ts';
import { noteWords, type ToldNote } from './scanNotes.ts';
import { toldPath, type ScanTarget } from './scanTargets.ts';
import { secretReports } from './secretReport.ts';

/** What is scanned under one policy. */
export interface ScanRun {
  readonly policy: SecretPolicy;
  readonly targets: readonly ScanTarget[];
  /** False counts what comments, baselines and the configuration accept, and scans what git ignores. */
  readonly suppress: boolean;
  /** Of the baseline that is to be written. */
  readonly salt: string | undefined;
  readonly cli: Cli;
}

/** Folders and files as they are. */
export async function scanFolders(run: ScanRun): Promise<SecretsResult> {
  return told(await scanPaths(run.targets, { ...threads(run), gitignore: run.suppress }), run);
}

/** What the next commit would bring. */
export async function scanStaged(run: ScanRun): Promise<SecretsResult> {
  const { gitTarget, stagedContents } = await import('./gitScan.ts');
  const target = gitTarget(run.targets, '--staged');
  const notes: ToldNote[] = [];
  const contents = stagedContents(target, run.cli, (note) =>
    notes.push({ file: toldPath(target, note.file), message: noteWords(note) }),
  );
  return told(await scanContents(target, contents, threads(run)), run, notes);
}

/** What commits brought, each secret with the commit that it came in with. */
export async function scanHistory(run: ScanRun): Promise<SecretsResult> {
  const { firstCommits, gitTarget, HistoryContents, historyNotes } = await import('./gitScan.ts');
  const target = gitTarget(run.targets, '--history');
  const contents = new HistoryContents(target, run.policy);
  // By salted hashes, the same secret is known again without being kept.
  const salt = randomBytes(16).toString('hex');
  const result = await scanContents(target, contents, threads({ ...run, salt }));
  const { ages, summary } = contents;
  const notes = summary ? historyNotes(target.given, summary) : [];
  return told({ ...result, found: firstCommits(result.found, ages) }, run, notes);
}

function threads({ policy, suppress, salt }: ScanRun): { setup: ScanSetup; scansHere: boolean } {
  const setup = { policy: policy.data, suppress, ...(salt !== undefined && { salt }) };
  return { setup, scansHere: policy.data.userRules.length === 0 };
}

async function told(
  { found, notes, files, bytes }: ScanResult,
  { targets, policy }: ScanRun,
  more: readonly ToldNote[] = [],
): Promise<SecretsResult> {
  // The fixes bring parsers along, which only findings are worth.
  const { fixIds } = found.length === 0 ? noFixes : await import('../../core/secrets/fixes/secretFixes.ts');
  const info = policy.info.bind(policy);
  return {
    reports: found.flatMap(({ root, file, secrets, commit }) => {
      const target = targets[root];
      if (!target) return [];
      const path = target.prefix + file;
      return secretReports(secrets, { file: toldPath(target, file), path, commit, fixIds, info });
    }),
    notes: [
      ...notes.flatMap((note) => {
        const target = targets[note.root];
        return target ? [{ file: toldPath(target, note.file), message: noteWords(note) }] : [];
      }),
      ...more,
    ],
    filesScanned: files,
    bytesScanned: bytes,
    elapsedMs: 0,
  };
}

const noFixes = { fixIds: (): readonly string[] => [] };
