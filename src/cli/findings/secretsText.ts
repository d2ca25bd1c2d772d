import type { Provider } from '../../core/secrets/provider.ts';
import { plain, wrap, type Paint, type Style } from '../output/paint.ts';
import type { Severity } from './finding.ts';
import type { SecretsResult } from './printSecrets.ts';
import type { SecretReport } from './secretReport.ts';

const styles: Readonly<Record<Severity, Style>> = {
  error: 'bad',
  warning: 'warn',
  information: 'faint',
  hint: 'faint',
};
const nouns: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'note'],
  ['hint', 'hint'],
];

/** How many findings are not shown, and why. */
export interface NotShown {
  readonly below: number;
  readonly suppressed: number;
}

/** One finding to a line, in the form that editors and terminals turn into links; then what to do, by provider. */
export function secretsText(result: SecretsResult, paint: Paint, width: number, notShown: NotShown): string {
  const { reports } = result;
  const scanned = `${counted(result.filesScanned, 'file')} (${megabytes(result.bytesScanned)} MB, ${(result.elapsedMs / 1000).toFixed(1)} s)`;
  const rest = remarks(notShown);
  if (reports.length === 0) return `${[`${paint.good('✔')} No secrets in ${scanned}.`, ...rest].join(' ')}\n`;
  const findings = reports.map((report) => findingLine(report, paint));
  const sum = nouns.flatMap(([severity, noun]) => {
    const count = reports.filter(({ finding }) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, noun)];
  });
  return [
    ...findings,
    '',
    paint.heading('What to do'),
    ...remedies(reports, width),
    '',
    [`${sum.join(', ')} in ${scanned}.`, ...rest].join(' '),
    '',
  ].join('\n');
}

function findingLine({ finding, found, title }: SecretReport, paint: Paint): string {
  const { file, line, column, severity, rule, commit } = finding;
  const reason = found.reason === undefined ? '' : ` (${found.reason})`;
  return [
    `${paint.hint(`${plain(file)}:${line}:${column}`)}:`,
    `${paint[styles[severity]](severity)}:`,
    `${plain(title)}${reason}${commit === undefined ? '' : ` since commit ${commit.slice(0, 12)}`}`,
    paint.faint(`[${plain(rule)}]`),
  ].join(' ');
}

/** What is said once for all findings of a provider. */
function remedies(reports: readonly SecretReport[], width: number): string[] {
  const providers = new Set<Provider>(reports.map(({ info }) => info.provider));
  return [...providers].flatMap(({ name, group, opens, revoke, revokeUrl, instead }) => {
    const who = group === 'generic' ? 'Other secrets' : name;
    const words = plain(`${who}: ${opens} ${revoke} (${revokeUrl}) ${instead}`);
    return wrap(words, width - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
  });
}

function remarks({ below, suppressed }: NotShown): string[] {
  const words: string[] = [];
  if (below > 0)
    words.push(
      `${counted(below, 'finding')} of lower confidence not shown; --min-confidence low shows them.`,
    );
  if (suppressed > 0) words.push(`${counted(suppressed, 'finding')} suppressed; --no-ignore shows them.`);
  return words;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
