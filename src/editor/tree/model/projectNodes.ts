import type { Project, Practice, Strength, Task, Technology } from '../../../core/project/facts.ts';
import { practiceTitles, taskTitles } from '../../../core/project/vocabulary.ts';
import { escapeMarkdown, inlineCode } from '../../markdown/escape.ts';
import { placeOf } from '../../../core/guide/place.ts';
import { claimNode } from './evidenceNodes.ts';
import { hasStack, isEmpty, type FolderResult } from './folderResult.ts';
import { machineNode, type MachineView } from './machineNodes.ts';
import { problemNodes } from './problemNodes.ts';
import { groupTechnologies } from './technologyGroups.ts';
import { nodeId, type Place, type TreeNode } from './treeNode.ts';

const strengthWords: Readonly<Record<Strength, string>> = {
  direct: 'declared dependency',
  import: 'imported',
  config: 'configured',
  weak: 'weak evidence',
};

const taskIcons: Readonly<Record<Task['id'], string>> = {
  'local-development': 'home',
  inference: 'server-process',
  'fine-tuning': 'settings',
  'custom-training': 'mortar-board',
  agents: 'hubot',
  caching: 'database',
};

/** The rows of the Project view. Empty when no folder shows anything, so that the welcome text appears. */
export function projectNodes(results: readonly FolderResult[], view: MachineView): TreeNode[] {
  if (results.length === 0 || isEmpty(results)) return [];
  const machine = results.find((result) => result.facts.machine)?.facts.machine;
  const [only] = results;
  const folders = results.length === 1 && only ? folderRows(only) : results.map(folderNode);
  return [...folders, machineNode(machine, view)];
}

function folderNode(result: FolderResult): TreeNode {
  return {
    id: nodeId({ folder: result.folder, project: '' }, 'folder'),
    label: result.name,
    icon: { id: 'root-folder' },
    contextValue: 'folder',
    children: folderRows(result),
    expanded: true,
  };
}

function folderRows(result: FolderResult): TreeNode[] {
  const projects = result.facts.projects.filter(hasStack);
  const [only] = projects;
  if (result.failure !== undefined) return [failedNode(result.folder, result.failure)];
  if (!only) return [nothingFound({ folder: result.folder, project: '.' }), ...problemNodes(result)];
  const rows =
    projects.length === 1 && only.path === '.'
      ? projectRows({ folder: result.folder, project: only.path }, only)
      : projects.map((project, index) => projectNode(result, project, index === 0));
  return [...rows, ...problemNodes(result)];
}

function failedNode(folder: string, failure: string): TreeNode {
  return {
    id: nodeId({ folder, project: '' }, 'failure'),
    label: 'This folder could not be read',
    description: failure,
    icon: { id: 'error', color: 'list.errorForeground' },
    tooltip: escapeMarkdown(failure),
    contextValue: 'failure',
    command: { id: 'aiStack.showLog', title: 'Show Log' },
    children: [],
  };
}

function nothingFound(place: Place): TreeNode {
  return { id: nodeId(place, 'none'), label: taskTitles.none, icon: { id: 'circle-slash' }, children: [] };
}

function projectNode({ folder, name }: FolderResult, project: Project, expanded: boolean): TreeNode {
  const place = { folder, project: project.path };
  const where = project.path === '.' ? 'whole folder' : project.path;
  return {
    id: nodeId(place, 'project'),
    label: project.name || name,
    description: `${taskTitles[project.primaryTask]} · ${where}`,
    icon: { id: 'folder' },
    tooltip: `${escapeMarkdown(taskTitles[project.primaryTask])} in ${inlineCode(project.path)}`,
    contextValue: 'project',
    children: projectRows(place, project),
    expanded,
  };
}

function projectRows(place: Place, project: Project): TreeNode[] {
  const groups = groupTechnologies(project.technologies);
  return [
    taskGroup(place, project),
    ...groups.map((group) => ({
      id: nodeId(place, 'technologies', group.id),
      label: group.title,
      description: String(group.technologies.length),
      icon: { id: group.icon },
      contextValue: 'technologies',
      children: group.technologies.map((technology) => technologyNode(place, technology)),
      expanded: true,
    })),
    ...(project.practices.length > 0 ? [practiceGroup(place, project.practices)] : []),
  ];
}

function taskGroup(place: Place, project: Project): TreeNode {
  const children = project.tasks.map((task) => taskNode(place, task, task.id === project.primaryTask));
  return {
    id: nodeId(place, 'tasks'),
    label: 'Tasks',
    description: taskTitles[project.primaryTask],
    icon: { id: 'target' },
    contextValue: 'tasks',
    children,
    expanded: true,
  };
}

function taskNode(place: Place, task: Task, primary: boolean): TreeNode {
  const title = taskTitles[task.id];
  const sure = confidenceWords(task.confidence);
  const node = {
    key: `task:${task.id}`,
    label: title,
    description: primary ? `main task · ${sure}` : sure,
    icon: { id: taskIcons[task.id], color: primary ? 'charts.blue' : undefined },
    tooltip: `**${escapeMarkdown(title)}**: ${sure} (${Math.round(task.confidence * 100)} %)${proof(task.evidence[0])}`,
    contextValue: 'task',
    spoken: `${title}, ${primary ? 'main task, ' : ''}${sure}`,
  };
  return claimNode(place, node, task.evidence);
}

/** Confidence in a word; the number is in the tooltip. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.8) return 'certain';
  return confidence >= 0.55 ? 'likely' : 'possible';
}

function technologyNode(place: Place, technology: Technology): TreeNode {
  const strength = strengthWords[technology.strength];
  const weak = technology.strength === 'weak';
  const node = {
    key: `technology:${technology.id}`,
    label: technology.title,
    description: [technology.version, weak ? strength : undefined].filter(Boolean).join(' · '),
    icon: {
      id: weak ? 'circle-outline' : 'circle-filled',
      color: weak ? 'disabledForeground' : 'charts.green',
    },
    tooltip: `**${escapeMarkdown(technology.title)}** ${escapeMarkdown(technology.version ?? '')}: ${strength}${proof(technology.evidence[0])}`,
    contextValue: 'technology',
    spoken: [technology.title, technology.version, strength].filter(Boolean).join(', '),
  };
  return claimNode(place, node, technology.evidence);
}

function practiceGroup(place: Place, practices: readonly Practice[]): TreeNode {
  return {
    id: nodeId(place, 'practices'),
    label: 'Practices',
    description: String(practices.length),
    icon: { id: 'checklist' },
    contextValue: 'practices',
    children: practices.map((practice) =>
      claimNode(
        place,
        {
          key: `practice:${practice.id}`,
          label: practiceTitles[practice.id],
          icon: { id: 'symbol-event' },
          tooltip: `${escapeMarkdown(practiceTitles[practice.id])}${proof(practice.evidence[0])}`,
          contextValue: 'practice',
        },
        practice.evidence,
      ),
    ),
    expanded: false,
  };
}

function proof(evidence: Practice['evidence'][number] | undefined): string {
  return evidence ? `\n\n${inlineCode(placeOf(evidence))}\n\n${inlineCode(evidence.text)}` : '';
}
