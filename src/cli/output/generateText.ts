import type { Decision } from '../../core/generate/decision.ts';
import type { FileAction } from '../../core/generate/plan.ts';
import type { Prepared } from '../../core/generate/prepareGeneration.ts';
import { columns } from './columns.ts';
import { plain, type Paint, type Style } from './paint.ts';

/** What `generate --list` says of a generator. */
export interface ListedGenerator {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** What `generate ID --describe` says of one. */
export interface DescribedGenerator extends ListedGenerator {
  readonly options: readonly {
    readonly id: string;
    readonly type: string;
    readonly default: string;
    readonly meaning: string;
    readonly choices?: readonly { readonly value: string; readonly meaning: string }[];
  }[];
}

const styles: Readonly<Record<FileAction, Style>> = {
  create: 'good',
  identical: 'faint',
  conflict: 'bad',
  overwrite: 'warn',
  update: 'good',
  merge: 'good',
  extend: 'good',
  keep: 'faint',
};

/** What was decided and why, each file with what is done to it, warnings, and what is left to the user. */
export function planText(
  { planned, generated, remembered, leftOver }: Prepared,
  dry: boolean,
  paint: Paint,
): string {
  const { decisions = [], warnings = [] } = generated;
  const conflicts = planned.some(({ action }) => action === 'conflict');
  const rows = planned.map(({ path, action }) => [`  ${paint[styles[action]](action)}`, plain(path)]);
  const earlier = Object.entries(remembered).map(([id, value]) => `${id}=${value}`);
  return [
    ...section(
      'Decisions',
      decisions.flatMap((decision) => decisionLines(decision, paint)),
      paint,
    ),
    ...section('Taken over from an earlier run', earlier.length > 0 ? [`  ${earlier.join(' ')}`] : [], paint),
    paint.heading(dry ? 'Would write' : conflicts ? 'Files, none of them written' : 'Files'),
    ...columns(rows),
    ...before(
      section(
        'Warnings',
        warnings.map((warning) => `  ${paint.warn('!')} ${warning}`),
        paint,
      ),
    ),
    ...before(
      section(
        'No longer part of it',
        leftOver.map((path) => `  ${plain(path)}`),
        paint,
      ),
    ),
    ...before(section('Next', conflicts ? [] : numbered(generated.next), paint)),
    '',
  ].join('\n');
}

/** The decision, the option that changes it, the reason, and up to three places that speak for it. */
function decisionLines({ title, value, option, reason, evidence }: Decision, paint: Paint): string[] {
  const places = evidence.slice(0, 3).map(({ file, line }) => `${plain(file)}:${line}`);
  const proof = places.length > 0 ? ` ${paint.faint(`(${places.join(', ')})`)}` : '';
  return [
    `  ${paint.strong(title)}: ${plain(value)}  ${paint.faint(option)}`,
    `    ${plain(reason)}${proof}`,
  ];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, at) => `  ${at + 1}. ${step}`);
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length > 0 ? [paint.heading(title), ...lines, ''] : [];
}

/** With the empty line before rather than after. */
function before(lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', ...lines.slice(0, -1)] : [];
}

export function listText(rows: readonly ListedGenerator[], paint: Paint): string {
  const lines = columns(rows.map(({ id, summary }) => [`  ${paint.strong(id)}`, summary]));
  return [paint.heading('Generators'), ...lines, ''].join('\n');
}

export function describeText({ id, summary, options }: DescribedGenerator, paint: Paint): string {
  const lines = options.flatMap(({ id: key, default: usual, meaning, choices = [] }) => [
    `  ${paint.strong(key)}  ${meaning} Default: ${usual === '' ? 'empty' : usual}.`,
    ...columns(choices.map(({ value, meaning: what }) => [`    ${value}`, what])),
  ]);
  return [
    `${paint.strong(id)}  ${summary}`,
    '',
    paint.heading('Options (--set KEY=VALUE)'),
    ...lines,
    '',
  ].join('\n');
}
