import { exitCodes, type Cli } from '../cli.ts';
import { jsonDocument } from '../output/json.ts';
import { createPaint, plain, type Paint, type Style } from '../output/paint.ts';
import type { Finding, Severity } from './finding.ts';
import { sarifDocument } from './sarif.ts';

export interface FindingsResult {
  readonly findings: readonly Finding[];
  readonly filesScanned: number;
  readonly elapsedMs: number;
}

const styles: Readonly<Record<Severity, Style>> = {
  error: 'bad',
  warning: 'warn',
  information: 'faint',
  hint: 'faint',
};

/** Prints findings in the format asked for. The exit code says whether there are any to mend; notes are none. */
export async function printFindings(
  result: FindingsResult,
  format: string | true | undefined,
  cli: Cli,
): Promise<number> {
  const rounded = { ...result, elapsedMs: Math.round(result.elapsedMs) };
  if (format === 'sarif') cli.out(sarifDocument({ results: result.findings, version: await cli.version() }));
  else if (format === 'json') cli.out(jsonDocument(rounded));
  else cli.out(findingsText(rounded, createPaint(cli.colour)));
  return result.findings.some(({ severity }) => severity === 'error' || severity === 'warning')
    ? exitCodes.findings
    : exitCodes.fine;
}

/** One finding to a line, in the form that editors and terminals turn into links, and a summary. */
function findingsText({ findings, filesScanned }: FindingsResult, paint: Paint): string {
  const lines = findings.map(({ file, line, column, severity, message, rule }) =>
    [
      `${paint.hint(`${plain(file)}:${line}:${column}`)}:`,
      `${paint[styles[severity]](severity)}:`,
      plain(message),
      paint.faint(`[${rule}]`),
    ].join(' '),
  );
  const files = filesScanned === 1 ? '1 file' : `${filesScanned} files`;
  if (findings.length === 0) return `${paint.good('✔')} Nothing wrong in ${files}.\n`;
  return `${lines.join('\n')}\n\n${summary(findings)} in ${files}.\n`;
}

function summary(findings: readonly Finding[]): string {
  const words = (['error', 'warning', 'information'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const name = severity === 'information' ? 'note' : severity;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return words.join(', ');
}
