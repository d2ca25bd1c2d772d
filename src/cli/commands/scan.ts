import type { Confidence } from '../../core/secrets/confidence.ts';
import { scanPaths, type ScanResult } from '../../node/secretScan/scanPaths.ts';
import type { Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { printSecrets } from '../findings/printSecrets.ts';
import { noteWords, type ToldNote } from '../findings/scanNotes.ts';
import { rolePath, scanTargets, toldPath, type ScanTarget } from '../findings/scanTargets.ts';
import { secretReports, type SecretReport } from '../findings/secretReport.ts';

/** `scan PATH…`: secrets in folders and files. */
export async function scan({ options, paths }: Call, cli: Cli): Promise<number> {
  const start = cli.clock.now();
  const targets = await scanTargets(paths, cli);
  const result = await scanPaths(targets, {
    setup: {},
    gitignore: options['no-ignore'] !== true,
    scansHere: true,
  });
  const told = {
    reports: reportsOf(result, targets),
    notes: notesOf(result, targets),
    filesScanned: result.files,
    bytesScanned: result.bytes,
    elapsedMs: cli.clock.now() - start,
  };
  return printSecrets(told, printOptions(options), cli);
}

function printOptions(options: Call['options']): Parameters<typeof printSecrets>[1] {
  const format = options['json'] === true ? 'json' : (options['format'] ?? 'text');
  const chosen = options['min-confidence'];
  return {
    format: format as 'text' | 'json' | 'sarif',
    minConfidence: (chosen ?? 'medium') as Confidence,
    isChosen: chosen !== undefined,
  };
}

function reportsOf({ found }: ScanResult, targets: readonly ScanTarget[]): SecretReport[] {
  return found.flatMap(({ root, file, secrets }) => {
    const target = targets[root];
    if (!target) return [];
    return secretReports(secrets, {
      file: toldPath(target, file),
      rolePath: rolePath(target, file),
      fixIds: () => [],
    });
  });
}

function notesOf({ notes }: ScanResult, targets: readonly ScanTarget[]): ToldNote[] {
  return notes.flatMap((note) => {
    const target = targets[note.root];
    return target ? [{ file: toldPath(target, note.file), message: noteWords(note) }] : [];
  });
}
