import type { SectionRecommendation } from '../recommendation.ts';
import { bullets, code, document, escaped, evidenceLink, listBlock } from './markdown.ts';
import { rankWords, statusWords } from './statusWords.ts';

/**
 * Why the guide says what it says of a section, as Markdown: the option, each condition and how it came out, the
 * proof, what stands in the way and what else there is. `project` is the project's name.
 */
export function explainRecommendation(section: SectionRecommendation, project: string): string {
  const { option } = section;
  return document([
    `# ${escaped(section.title)}`,
    `**${capital(statusWords[section.status])}** in ${code(project)}. ${escaped(section.reason)}`,
    ...(option
      ? [`## Recommended: ${escaped(option.title)}`, `${escaped(option.summary)} (${rankWords[option.rank]})`]
      : []),
    ...obstacleBlock(section),
    ...listBlock(
      '## Steps',
      section.steps.map(({ title, done, evidence }) =>
        [`${done ? '☑' : '☐'} ${escaped(title)}`, ...evidence.slice(0, 1).map(evidenceLink)].join(' – '),
      ),
    ),
    ...listBlock('## How this answer came about', section.explanation.map(escaped)),
    ...evidenceBlock(section),
    ...listBlock(
      '## Alternatives',
      section.alternatives.map(
        ({ title, rank, summary }) => `**${escaped(title)}** (${rankWords[rank]}): ${escaped(summary)}`,
      ),
    ),
    ...listBlock(
      '## Read more',
      (section.links ?? []).map(({ title, url }) => `[${escaped(title)}](${url})`),
    ),
  ]);
}

function obstacleBlock({ obstacles }: SectionRecommendation): string[] {
  if (obstacles.length === 0) return [];
  const blocks = obstacles.map(({ message, remedy, evidence }) =>
    [`- ${escaped(message)} ${escaped(remedy)}`, ...evidence.map((item) => `  - ${evidenceLink(item)}`)].join(
      '\n',
    ),
  );
  return ['## What stands in the way', blocks.join('\n')];
}

function evidenceBlock({ status, evidence }: SectionRecommendation): string[] {
  if (evidence.length > 0) return ['## Evidence', ...bullets(evidence.map(evidenceLink))];
  return status === 'not-applicable' ? [] : ['## Evidence', 'No file speaks for or against it.'];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
