import type { Evidence, Project, ProjectFacts } from '../../project/facts.ts';
import { practiceTitles, taskTitles } from '../../project/vocabulary.ts';
import type { ProjectRecommendations, SectionRecommendation } from '../recommendation.ts';
import { bullets, code, document, escaped, evidenceLink, listBlock, table } from './markdown.ts';
import { statusWords } from './statusWords.ts';

/** One workspace folder with what was found in it and what the guide says of it. */
export interface ReportedFolder {
  readonly name: string;
  readonly facts: ProjectFacts;
  readonly recommendations: readonly ProjectRecommendations[];
}

/** Places shown per claim; the panel has all of them. */
const mostEvidence = 2;

/** Facts and recommendations as one Markdown document, to paste into an issue, a review or a chat. */
export function reportMarkdown(folders: readonly ReportedFolder[]): string {
  return document(['# AI stack report', ...folders.flatMap(folderBlocks)]);
}

function folderBlocks({ name, facts, recommendations }: ReportedFolder): string[] {
  const { truncated, filesRead, filesListed, problems } = facts;
  const extent = `${filesRead} of ${filesListed} files were read${truncated ? '; some were too large or too many' : ''}.`;
  return [
    `## ${escaped(name)}`,
    extent,
    ...recommendations.flatMap((recommendation) => {
      const project = facts.projects.find(({ path }) => path === recommendation.path);
      return [...(project ? projectBlocks(project) : []), ...sectionBlocks(recommendation.sections)];
    }),
    ...listBlock(
      '### Problems',
      problems.map(({ file, line, message }) => `${code(`${file}:${line}`)}: ${escaped(message)}`),
    ),
  ];
}

function projectBlocks(project: Project): string[] {
  const { path, name, primaryTask, tasks, technologies, practices } = project;
  return [
    `### Project ${code(name)}${path === '.' ? '' : ` in ${code(path)}`}`,
    `Main task: **${taskTitles[primaryTask]}**.`,
    ...listBlock(
      'Tasks:',
      tasks.map(({ id, confidence, evidence }) =>
        claim(`${taskTitles[id]} (confidence ${confidence.toFixed(2)})`, evidence),
      ),
    ),
    ...listBlock(
      'Technologies:',
      technologies.map(({ title, version, strength, evidence }) =>
        claim(`${escaped([title, version].filter(Boolean).join(' '))} (${strength})`, evidence),
      ),
    ),
    ...listBlock(
      'Ways of working:',
      practices.map(({ id, evidence }) => claim(practiceTitles[id], evidence)),
    ),
  ];
}

function sectionBlocks(sections: readonly SectionRecommendation[]): string[] {
  const rows = sections.map(({ title, status, option, reason, actions }) => [
    escaped(title),
    statusWords[status],
    option ? escaped(option.title) : '–',
    escaped(reason),
    escaped(actions[0]?.title ?? '–'),
  ]);
  const head = ['Section', 'Status', 'Recommended', 'Reason', 'Next action'];
  return [
    '### What the guide recommends',
    table(head, rows),
    ...obstacleBlock(sections),
    ...stepBlock(sections),
  ];
}

function obstacleBlock(sections: readonly SectionRecommendation[]): string[] {
  const obstacles = sections.flatMap((section) => section.obstacles);
  return listBlock(
    'What stands in the way:',
    obstacles.map(({ message, remedy, evidence }) =>
      claim(`${escaped(message)} ${escaped(remedy)}`, evidence),
    ),
  );
}

/** Only of sections that are on their way: elsewhere the steps say nothing new. */
function stepBlock(sections: readonly SectionRecommendation[]): string[] {
  const open = sections.filter(
    ({ status }) => status === 'partial' || status === 'conflict' || status === 'missing',
  );
  const steps = open.flatMap((section) =>
    section.steps
      .filter(({ done }) => !done)
      .map(({ title }) => `${escaped(section.title)}: ${escaped(title)}`),
  );
  return listBlock('Steps still to take:', steps);
}

function claim(words: string, evidence: readonly Evidence[]): string {
  return [words, ...bullets(evidence.slice(0, mostEvidence).map(evidenceLink)).map(indented)].join('\n');
}

function indented(block: string): string {
  return block.replace(/^/gm, '  ');
}
