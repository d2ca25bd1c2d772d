import type { Evidence } from '../../../core/project/facts.ts';
import { placeOf } from '../../../core/guide/place.ts';
import { inlineCode, shorten } from '../../markdown/escape.ts';
import { nodeId, type Place, type TreeNode } from './treeNode.ts';

const longestText = 120;

/** One row per piece of evidence; choosing it opens the file at the line. */
export function evidenceNodes(place: Place, owner: string, evidence: readonly Evidence[]): TreeNode[] {
  return evidence.map((item, index) => ({
    id: nodeId(place, owner, `evidence${index}`),
    label: shortPlace(item),
    description: shorten(item.text, longestText),
    icon: { id: 'go-to-file' },
    tooltip: `${inlineCode(item.text)}\n\n${inlineCode(placeOf(item))}`,
    contextValue: 'evidence',
    spoken: `${placeOf(item)}: ${item.text}`,
    ...opensEvidence(place, placeOf(item), [item]),
    children: [],
  }));
}

/** The parts of a node that open evidence when the node is chosen. */
export function opensEvidence(
  place: Place,
  title: string,
  evidence: readonly Evidence[],
): Pick<TreeNode, 'command' | 'subject'> {
  return {
    command: { id: 'aiStack.openEvidence', title: 'Open Evidence' },
    subject: { folder: place.folder, project: place.project, title, evidence },
  };
}

/**
 * A claim with its proof: with a single piece of evidence the row itself opens it, with more the pieces are
 * its children, and with none it is a plain row.
 */
export function claimNode(
  place: Place,
  node: Omit<TreeNode, 'children' | 'id'> & { readonly key: string },
  evidence: readonly Evidence[],
): TreeNode {
  const { key, ...rest } = node;
  const id = nodeId(place, key);
  const [only] = evidence;
  if (!only) return { ...rest, id, children: [] };
  const opens = opensEvidence(place, node.label, evidence);
  const contextValue = [rest.contextValue, 'hasEvidence'].filter(Boolean).join(' ');
  if (evidence.length === 1) return { ...rest, contextValue, id, ...opens, children: [] };
  return { ...rest, contextValue, id, subject: opens.subject, children: evidenceNodes(place, key, evidence) };
}

function shortPlace(evidence: Evidence): string {
  const name = evidence.file.slice(evidence.file.lastIndexOf('/') + 1);
  if (evidence.cell === undefined) return `${name}:${evidence.line}`;
  return `${name} [${evidence.cell + 1}]:${evidence.cellLine ?? 1}`;
}
