import type {
  Obstacle,
  ProjectRecommendations,
  SectionRecommendation,
  SectionStatus,
} from '../../core/guide/recommendation.ts';
import { rankWords, statusWords } from '../../core/guide/report/statusWords.ts';
import type { Evidence } from '../../core/project/facts.ts';
import { columns } from './columns.ts';
import type { TextLook } from './detectionText.ts';
import { evidenceCells } from './evidence.ts';
import { plain, wrap, type Style } from './paint.ts';

const indent = '    ';
const mostEvidence = 3;

const marks: Readonly<Record<SectionStatus, { readonly mark: string; readonly style: Style }>> = {
  adopted: { mark: '✔', style: 'good' },
  partial: { mark: '◐', style: 'warn' },
  missing: { mark: '○', style: 'hint' },
  conflict: { mark: '✖', style: 'bad' },
  'not-applicable': { mark: '·', style: 'faint' },
};

/** What the guide says, for people. `name` is the folder's. */
export function recommendationText(
  name: string,
  recommendations: readonly ProjectRecommendations[],
  look: TextLook,
): string {
  const blocks = recommendations.flatMap(({ path, sections }) => [
    look.paint.strong(plain(path === '.' ? name : path)),
    ...sections.map((section) => sectionLines(section, look).join('\n')),
  ]);
  return `${blocks.join('\n\n')}\n`;
}

function sectionLines(section: SectionRecommendation, look: TextLook): string[] {
  const { paint } = look;
  const { mark, style } = marks[section.status];
  const { option, obstacles, alternatives } = section;
  const head = `${paint[style](mark)} ${paint.strong(plain(section.title))}  ${paint[style](statusWords[section.status])}`;
  const others = alternatives.map(({ title, rank }) => `${plain(title)} (${rankWords[rank]})`).join(', ');
  return [
    head,
    ...(option
      ? [`${indent}${paint.hint('→')} ${plain(option.title)} ${paint.faint(`(${rankWords[option.rank]})`)}`]
      : []),
    ...(obstacles.some(({ message }) => message === section.reason) ? [] : prose(section.reason, look)),
    ...obstacles.flatMap((obstacle) => obstacleLines(obstacle, look)),
    ...section.steps.map(({ title, done }) => `${indent}${done ? paint.good('☑') : '☐'} ${plain(title)}`),
    ...evidenceLines(section.evidence, look),
    ...(others === '' ? [] : prose(`Or: ${others}`, look).map(paint.faint)),
  ];
}

function obstacleLines({ message, remedy, evidence }: Obstacle, look: TextLook): string[] {
  const [first = '', ...rest] = wrap(`${plain(message)} ${plain(remedy)}`, look.width - indent.length - 2);
  return [
    `${indent}${look.paint.bad('!')} ${first}`,
    ...rest.map((line) => `${indent}  ${line}`),
    ...evidenceLines(evidence, look),
  ];
}

function evidenceLines(evidence: readonly Evidence[], { paint, width }: TextLook): string[] {
  const rows = evidence.slice(0, mostEvidence).map((item) => {
    const [place, text] = evidenceCells([item], paint);
    return [`${indent}  ${place}`, text];
  });
  return columns(rows, width);
}

function prose(text: string, { width }: TextLook): string[] {
  return wrap(plain(text), width - indent.length).map((line) => indent + line);
}
