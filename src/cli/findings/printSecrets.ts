import { confidences, type Confidence } from '../../core/secrets/confidence.ts';
import { exitCodes, type Cli } from '../cli.ts';
import { jsonDocument } from '../output/json.ts';
import { createPaint, plain } from '../output/paint.ts';
import type { ToldNote } from './scanNotes.ts';
import type { SecretReport } from './secretReport.ts';
import { secretsSarif } from './secretsSarif.ts';
import { secretsText } from './secretsText.ts';

/** What a scan found, put in words. */
export interface SecretsResult {
  readonly reports: readonly SecretReport[];
  readonly notes: readonly ToldNote[];
  readonly filesScanned: number;
  readonly bytesScanned: number;
  readonly elapsedMs: number;
}

/** The results of several scans as one; the time is that of all. */
export function joinResults(results: readonly SecretsResult[]): SecretsResult {
  const sum = (of: (result: SecretsResult) => number): number =>
    results.reduce((total, each) => total + of(each), 0);
  return {
    reports: results.flatMap(({ reports }) => reports),
    notes: results.flatMap(({ notes }) => notes),
    filesScanned: sum(({ filesScanned }) => filesScanned),
    bytesScanned: sum(({ bytesScanned }) => bytesScanned),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
  };
}

export interface PrintOptions {
  readonly format: 'text' | 'json' | 'sarif';
  /** Findings below it do not count, and are not shown as text. */
  readonly minConfidence: Confidence;
  /** True where somebody asked for that confidence; JSON and SARIF hold all findings else. */
  readonly isChosen: boolean;
}

const mostNotes = 20;

/** Prints findings. The exit code says whether there are any that count. */
export async function printSecrets(result: SecretsResult, options: PrintOptions, cli: Cli): Promise<number> {
  const { format, minConfidence, isChosen } = options;
  const counts = ({ finding }: SecretReport): boolean =>
    confidences.indexOf(finding.confidence) <= confidences.indexOf(minConfidence);
  const reports = isChosen ? result.reports.filter(counts) : result.reports;
  const told = { ...result, reports, elapsedMs: Math.round(result.elapsedMs) };
  const standing = result.reports.filter(({ found }) => found.suppressed === undefined);
  const counting = standing.filter(counts);
  if (format === 'sarif') cli.out(secretsSarif(told, await cli.version()));
  else if (format === 'json') cli.out(secretsJson(told));
  else {
    cli.out(
      secretsText({ ...told, reports: counting }, createPaint(cli.colour), cli.width, {
        below: standing.length - counting.length,
        suppressed: result.reports.length - standing.length,
      }),
    );
    printNotes(result.notes, cli);
  }
  return counting.length > 0 ? exitCodes.findings : exitCodes.fine;
}

function secretsJson({ reports, notes, filesScanned, bytesScanned, elapsedMs }: SecretsResult): string {
  const standing = reports.filter(({ found }) => found.suppressed === undefined);
  return jsonDocument({
    findings: standing.map(({ finding }) => finding),
    filesScanned,
    bytesScanned,
    elapsedMs,
    suppressed: reports.length - standing.length,
    notes,
  });
}

/** Says on standard error what was not scanned; JSON and SARIF have it all. */
function printNotes(notes: readonly ToldNote[], cli: Cli): void {
  for (const { file, message } of notes.slice(0, mostNotes)) cli.err(`${plain(file)} ${plain(message)}\n`);
  const more = notes.length - mostNotes;
  if (more > 0) cli.err(`… and ${more} more files were not scanned; --format json lists them all.\n`);
}
