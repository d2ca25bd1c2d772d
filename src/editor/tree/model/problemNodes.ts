import type { Problem } from '../../../core/project/clue.ts';
import { escapeMarkdown } from '../../markdown/escape.ts';
import { claimNode } from './evidenceNodes.ts';
import { nodeId, type Place, type TreeNode } from './treeNode.ts';
import type { FolderResult } from './folderResult.ts';

const mostRows = 50;

/** A note on files that could not be read as they should, with one row per problem; none without problems. */
export function problemNodes(result: FolderResult): TreeNode[] {
  const place = { folder: result.folder, project: '' };
  const { problems, truncated } = result.facts;
  const notes: TreeNode[] = [];
  if (problems.length > 0) {
    const files = new Set(problems.map((problem) => problem.file)).size;
    const label = files === 1 ? '1 file has problems' : `${files} files have problems`;
    const worst = problems.some((problem) => problem.severity === 'error');
    notes.push({
      id: nodeId(place, 'problems'),
      label,
      icon: worst ? { id: 'warning', color: 'list.warningForeground' } : { id: 'info' },
      tooltip: 'What stands in these files was read as far as possible.',
      contextValue: 'problems',
      children: problems.slice(0, mostRows).map((problem, index) => problemNode(place, problem, index)),
      expanded: false,
    });
  }
  if (truncated) notes.push(truncatedNode(place));
  return notes;
}

function problemNode(place: Place, problem: Problem, index: number): TreeNode {
  const icons = { error: 'error', warning: 'warning', information: 'info' };
  const node = {
    key: `problem${index}`,
    label: `${problem.file}:${problem.line}`,
    description: problem.message,
    icon: { id: icons[problem.severity] },
    tooltip: escapeMarkdown(problem.message),
    contextValue: 'problem',
    spoken: `${problem.severity} in ${problem.file}, line ${problem.line}: ${problem.message}`,
  };
  return claimNode(place, node, [{ file: problem.file, line: problem.line, text: problem.message }]);
}

function truncatedNode(place: Place): TreeNode {
  return {
    id: nodeId(place, 'truncated'),
    label: 'Large project: read in part',
    icon: { id: 'info' },
    tooltip:
      'The folder has more files, or larger ones, than are read. What is shown was found in a sample. The setting aiStack.detection.maxFiles says how many files are read.',
    contextValue: 'truncated',
    children: [],
  };
}
