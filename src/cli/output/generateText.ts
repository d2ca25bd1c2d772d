import type { FileAction, PlannedFile } from '../../core/generate/plan.ts';
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
};

/** Each file with what is done to it, and what is left to the user. */
export function planText(
  planned: readonly PlannedFile[],
  next: readonly string[],
  dry: boolean,
  paint: Paint,
): string {
  const rows = planned.map(({ path, action }) => [`  ${paint[styles[action]](action)}`, plain(path)]);
  const steps = next.map((step, at) => `  ${at + 1}. ${step}`);
  return [
    paint.heading(dry ? 'Would write' : 'Files'),
    ...columns(rows),
    ...(steps.length > 0 ? ['', paint.heading('Next'), ...steps] : []),
    '',
  ].join('\n');
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
