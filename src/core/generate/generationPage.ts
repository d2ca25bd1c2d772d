import type { Evidence } from '../project/facts.ts';
import type { Decision } from './decision.ts';
import type { FileAction } from './plan.ts';
import type { Prepared } from './prepareGeneration.ts';

const words: Readonly<Record<FileAction, string>> = {
  create: 'new',
  identical: 'unchanged',
  update: 'brought up to date',
  merge: 'brought up to date, your edits kept',
  extend: 'lines added',
  conflict: 'in conflict, not written',
  overwrite: 'overwritten',
  keep: 'left as it was',
};

/** What an action comes to, as a part of a sentence. */
export function actionWords(action: FileAction): string {
  return words[action];
}

/** A page in Markdown on what was generated: what is next, what was decided and why, what was written. */
export function generationPage(title: string, { generated, planned, leftOver }: Prepared): string {
  const { next, warnings = [], decisions = [] } = generated;
  return [
    `# ${title}`,
    ...section(
      'Before you use it',
      warnings.map((warning) => `- ${warning}`),
    ),
    ...section(
      'Next',
      next.map((step, at) => `${at + 1}. ${step}`),
    ),
    ...section('Decisions', decisions.map(decisionLine)),
    ...section(
      'Files',
      planned.map(({ path, action }) => `- [${path}](${encodeURI(path)}#L1): ${words[action]}`),
    ),
    ...section(
      'No longer part of it',
      leftOver.map((path) => `- [${path}](${encodeURI(path)}#L1): delete it, if you do not need it`),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `## ${title}`, '', ...lines] : [];
}

function decisionLine({ title, value, reason, evidence, option, source }: Decision): string {
  const proof = evidence.slice(0, 3).map(place).join(', ');
  const how = source === 'given' ? 'you chose it' : `change it with \`${option}\``;
  return `- **${title}: ${escaped(value)}.** ${escaped(reason)}${proof === '' ? '' : ` (${proof})`} *${how}*`;
}

function place({ file, line }: Evidence): string {
  return `[${escaped(file)}:${line}](${encodeURI(file)}#L${line})`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
