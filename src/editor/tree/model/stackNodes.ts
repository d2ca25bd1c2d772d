import type {
  Obstacle,
  ProjectRecommendations,
  SectionRecommendation,
  Step,
} from '../../../core/guide/recommendation.ts';
import { placeOf } from '../../../core/guide/place.ts';
import { rankWords, statusWords } from '../../../core/guide/report/statusWords.ts';
import { escapeMarkdown } from '../../markdown/escape.ts';
import { claimNode, evidenceNodes } from './evidenceNodes.ts';
import { needsAction, projectHasStack, type FolderResult } from './folderResult.ts';
import { statusIcons } from './statusIcons.ts';
import { nodeId, type Place, type Subject, type TreeNode } from './treeNode.ts';

/** The rows of the Recommended Stack view. Empty when there is nothing to recommend for. */
export function stackNodes(results: readonly FolderResult[]): TreeNode[] {
  const shown = results.filter((result) => shownProjects(result).length > 0);
  const [only] = shown;
  if (!only) return [];
  if (results.length === 1) return folderRows(only);
  return shown.map((result) => ({
    id: nodeId({ folder: result.folder, project: '' }, 'folder'),
    label: result.name,
    description: summary(result.recommendations),
    icon: { id: 'root-folder' },
    contextValue: 'folder',
    children: folderRows(result),
    expanded: result.recommendations.some(({ path }) => projectHasStack(result, path)),
  }));
}

/** Projects that have a stack, or for which the guide has something to say all the same: how to begin. */
function shownProjects(result: FolderResult): readonly ProjectRecommendations[] {
  return result.recommendations.filter(
    ({ path, sections }) =>
      projectHasStack(result, path) || sections.some(({ status }) => status !== 'not-applicable'),
  );
}

function folderRows(result: FolderResult): TreeNode[] {
  const projects = shownProjects(result);
  const [only] = projects;
  if (projects.length === 1 && only?.path === '.') return sectionNodes(result.folder, only);
  return projects.map((project, index) => ({
    id: nodeId({ folder: result.folder, project: project.path }, 'project'),
    label: result.facts.projects.find(({ path }) => path === project.path)?.name || result.name,
    description: summary([project]),
    icon: { id: 'folder' },
    contextValue: 'project',
    children: sectionNodes(result.folder, project),
    expanded: index === 0,
  }));
}

function summary(projects: readonly ProjectRecommendations[]): string {
  const count = projects.flatMap((project) => project.sections).filter(needsAction).length;
  if (count === 0) return 'nothing to do';
  return count === 1 ? '1 section needs action' : `${count} sections need action`;
}

function sectionNodes(folder: string, project: ProjectRecommendations): TreeNode[] {
  return project.sections.map((section) => sectionNode({ folder, project: project.path }, section));
}

function sectionNode(place: Place, section: SectionRecommendation): TreeNode {
  const words = statusWords[section.status];
  return {
    id: nodeId(place, section.id),
    label: section.title,
    description: section.option?.title ?? words,
    icon: statusIcons[section.status],
    tooltip: sectionTooltip(section),
    contextValue: sectionContext(section),
    subject: sectionSubject(place, section),
    spoken: [section.title, words, section.option && `recommended: ${section.option.title}`]
      .filter(Boolean)
      .join(', '),
    children: sectionRows(place, section),
    expanded: section.status === 'conflict',
  };
}

/** What the commands on a section get. */
export function sectionSubject(place: Place, section: SectionRecommendation): Subject {
  const proofs = [...section.obstacles.flatMap((obstacle) => obstacle.evidence), ...section.evidence];
  const byPlace = new Map(proofs.map((item) => [placeOf(item), item]));
  const evidence = [...byPlace.values()];
  return { ...place, title: section.title, section: section.id, page: section.page, evidence };
}

/** Menus show an action where its command stands here, so a section offers just what the guide gives it. */
function sectionContext(section: SectionRecommendation): string {
  const proven = section.evidence.length > 0 || section.obstacles.some(({ evidence }) => evidence.length > 0);
  const words = [
    'section',
    `status:${section.status}`,
    ...section.actions.map((action) => `action:${action.command}`),
  ];
  return [...words, ...(proven ? ['hasEvidence'] : [])].join(' ');
}

function sectionTooltip({ title, status, option, reason, obstacles }: SectionRecommendation): string {
  const own = obstacles.some(({ message }) => message === reason) ? [] : [escapeMarkdown(reason)];
  const blocks = [
    `**${escapeMarkdown(title)}**: ${statusWords[status]}`,
    ...(option ? [`**${escapeMarkdown(option.title)}** – ${escapeMarkdown(option.summary)}`] : []),
    ...own,
    ...obstacles.map(
      ({ message, remedy }) => `$(warning) ${escapeMarkdown(message)} ${escapeMarkdown(remedy)}`,
    ),
  ];
  return blocks.join('\n\n');
}

function sectionRows(place: Place, section: SectionRecommendation): TreeNode[] {
  return [
    ...reasonNodes(place, section),
    ...section.obstacles.map((obstacle) => obstacleNode(place, section, obstacle)),
    ...section.steps.map((step, index) => stepNode(place, section, step, index)),
    ...evidenceGroup(place, section),
    ...alternativesGroup(place, section),
  ];
}

/** The reason; where it is an obstacle, the row of that says it, and has the proof too. */
function reasonNodes(place: Place, section: SectionRecommendation): TreeNode[] {
  if (section.obstacles.some(({ message }) => message === section.reason)) return [];
  return [
    {
      id: nodeId(place, section.id, 'reason'),
      label: section.reason,
      icon: { id: 'lightbulb' },
      tooltip: escapeMarkdown(section.reason),
      contextValue: 'reason',
      command: { id: 'aiStack.explainRecommendation', title: 'Explain Recommendation' },
      subject: sectionSubject(place, section),
      spoken: `Reason: ${section.reason}`,
      children: [],
    },
  ];
}

function obstacleNode(place: Place, section: SectionRecommendation, obstacle: Obstacle): TreeNode {
  const node = {
    key: `${section.id}|obstacle:${obstacle.id}`,
    label: obstacle.message,
    icon: { id: 'warning', color: 'list.warningForeground' },
    tooltip: `${escapeMarkdown(obstacle.message)}\n\n${escapeMarkdown(obstacle.remedy)}`,
    contextValue: 'obstacle',
    spoken: `In the way: ${obstacle.message} ${obstacle.remedy}`,
  };
  return claimNode(place, node, obstacle.evidence);
}

function stepNode(place: Place, section: SectionRecommendation, step: Step, index: number): TreeNode {
  const node = {
    key: `${section.id}|step${index}`,
    label: step.title,
    icon: step.done ? { id: 'pass', color: 'testing.iconPassed' } : { id: 'circle-large-outline' },
    tooltip: `${escapeMarkdown(step.title)}: ${step.done ? 'done' : 'to do'}`,
    contextValue: 'step',
    spoken: `Step ${index + 1}, ${step.done ? 'done' : 'to do'}: ${step.title}`,
  };
  return claimNode(place, node, step.evidence);
}

function evidenceGroup(place: Place, section: SectionRecommendation): TreeNode[] {
  if (section.evidence.length === 0) return [];
  return [
    {
      id: nodeId(place, section.id, 'evidence'),
      label: 'Evidence',
      description: String(section.evidence.length),
      icon: { id: 'search' },
      contextValue: 'evidenceGroup',
      children: evidenceNodes(place, section.id, section.evidence),
      expanded: false,
    },
  ];
}

function alternativesGroup(place: Place, section: SectionRecommendation): TreeNode[] {
  if (section.alternatives.length === 0) return [];
  const children = section.alternatives.map((option) => ({
    id: nodeId(place, section.id, `alternative:${option.id}`),
    label: option.title,
    description: rankWords[option.rank],
    icon: { id: 'symbol-enum-member' },
    tooltip: `**${escapeMarkdown(option.title)}** (${rankWords[option.rank]}) – ${escapeMarkdown(option.summary)}`,
    contextValue: 'alternative',
    spoken: `${option.title}, ${rankWords[option.rank]}: ${option.summary}`,
    children: [],
  }));
  return [
    {
      id: nodeId(place, section.id, 'alternatives'),
      label: 'Alternatives',
      description: String(children.length),
      icon: { id: 'list-tree' },
      contextValue: 'alternatives',
      children,
      expanded: false,
    },
  ];
}
