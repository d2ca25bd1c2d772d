import type { Confidence } from '../../core/secrets/confidence.ts';
import { UserError } from '../../core/errors.ts';
import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openBaseline, type OpenBaseline } from '../findings/openBaseline.ts';
import {
  joinResults,
  printSecrets,
  type PrintOptions,
  type SecretsResult,
} from '../findings/printSecrets.ts';
import { policySettings, scanPolicy } from '../findings/scanPolicy.ts';
import { scanFolders, scanHistory, scanStaged, type ScanRun } from '../findings/scanRun.ts';
import { scanTargets, type ScanTarget } from '../findings/scanTargets.ts';

/** `scan PATH…`: secrets in folders and files, in what is staged, or in history. */
export async function scan({ options, paths }: Call, cli: Cli): Promise<number> {
  const start = cli.clock.now();
  const source = sourceOf(options);
  const settings = await policySettings(options, cli);
  const targets = await scanTargets(paths, cli);
  const baseline = await openBaseline(options['write-baseline'], targets, cli);
  const results: SecretsResult[] = [];
  for (const home of new Set(targets.map((target) => target.home))) {
    const policy = await scanPolicy(home, settings, cli);
    const own = targets.filter((target) => target.home === home);
    results.push(
      await source({
        policy,
        targets: own,
        suppress: options['no-ignore'] !== true,
        salt: baseline?.salt,
        cli,
      }),
    );
  }
  const result = { ...joinResults(results), elapsedMs: cli.clock.now() - start };
  if (baseline) return writeBaseline(baseline, result, targets, cli);
  return printSecrets(result, printOptions(options), cli);
}

function sourceOf(options: Call['options']): (run: ScanRun) => Promise<SecretsResult> {
  const git = ['staged', 'history'].filter((name) => options[name] === true);
  const others = options['write-baseline'] === undefined ? [] : ['write-baseline'];
  if (git.length > 0 && git.length + others.length > 1) {
    const names = [...git, ...others].map((name) => `--${name}`).join(' and ');
    throw new UserError(`${names} do not go together.`, 'Give one of them.');
  }
  return options['staged'] === true ? scanStaged : options['history'] === true ? scanHistory : scanFolders;
}

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
