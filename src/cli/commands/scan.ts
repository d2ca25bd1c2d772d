import type { Confidence } from '../../core/secrets/confidence.ts';
import type { PolicySettings } from '../../core/secrets/policy/loadPolicy.ts';
import { scanPaths } from '../../node/secretScan/scanPaths.ts';
import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openBaseline, type OpenBaseline } from '../findings/openBaseline.ts';
import {
  joinResults,
  printSecrets,
  type PrintOptions,
  type SecretsResult,
} from '../findings/printSecrets.ts';
import { noteWords } from '../findings/scanNotes.ts';
import { policySettings, scanPolicy } from '../findings/scanPolicy.ts';
import { scanTargets, toldPath, type ScanTarget } from '../findings/scanTargets.ts';
import { secretReports } from '../findings/secretReport.ts';

/** `scan PATH…`: secrets in folders and files. */
export async function scan({ options, paths }: Call, cli: Cli): Promise<number> {
  const start = cli.clock.now();
  const settings = await policySettings(options, cli);
  const targets = await scanTargets(paths, cli);
  const baseline = await openBaseline(options['write-baseline'], targets, cli);
  const run: ScanRun = { settings, suppress: options['no-ignore'] !== true, salt: baseline?.salt, cli };
  const results: SecretsResult[] = [];
  for (const home of new Set(targets.map((target) => target.home)))
    results.push(await scanHome(home, targets.filter((target) => target.home === home), run)); // prettier-ignore
  const result = { ...joinResults(results), elapsedMs: cli.clock.now() - start };
  if (baseline) return writeBaseline(baseline, result, targets, cli);
  return printSecrets(result, printOptions(options), cli);
}

interface ScanRun {
  readonly settings: PolicySettings;
  readonly suppress: boolean;
  readonly salt: string | undefined;
  readonly cli: Cli;
}

/** Scans what has one policy. */
async function scanHome(home: string, targets: readonly ScanTarget[], run: ScanRun): Promise<SecretsResult> {
  const { suppress, salt, cli, settings } = run;
  const start = cli.clock.now();
  const policy = await scanPolicy(home, settings, cli);
  const { found, notes, files, bytes } = await scanPaths(targets, {
    setup: { policy: policy.data, suppress, ...(salt !== undefined && { salt }) },
    gitignore: suppress,
    scansHere: policy.data.userRules.length === 0,
  });
  // The fixes bring parsers along, which only findings are worth.
  const { fixIds } = found.length === 0 ? noFixes : await import('../../core/secrets/fixes/secretFixes.ts');
  return {
    reports: found.flatMap(({ root, file, secrets }) => {
      const target = targets[root];
      if (!target) return [];
      const path = target.prefix + file;
      return secretReports(secrets, {
        file: toldPath(target, file),
        path,
        fixIds,
        info: (rule) => policy.info(rule),
      });
    }),
    notes: notes.flatMap((note) => {
      const target = targets[note.root];
      return target ? [{ file: toldPath(target, note.file), message: noteWords(note) }] : [];
    }),
    filesScanned: files,
    bytesScanned: bytes,
    elapsedMs: cli.clock.now() - start,
  };
}

const noFixes = { fixIds: (): readonly string[] => [] };

async function writeBaseline(
  baseline: OpenBaseline,
  result: SecretsResult,
  targets: readonly ScanTarget[],
  cli: Cli,
): Promise<number> {
  const count = await baseline.write(result.reports, targets);
  const findings = count === 1 ? '1 finding' : `${count} findings`;
  cli.err(`${baseline.file} accepts ${findings} now. They are still secrets: revoke what can be used.\n`);
  return exitCodes.fine;
}

function printOptions(options: Call['options']): PrintOptions {
  const format = options['json'] === true ? 'json' : (options['format'] ?? 'text');
  const chosen = options['min-confidence'];
  return {
    format: format as PrintOptions['format'],
    minConfidence: (chosen ?? 'medium') as Confidence,
    isChosen: chosen !== undefined,
  };
}
