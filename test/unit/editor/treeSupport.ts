import assert from 'node:assert/strict';
import { recommend } from '../../../src/core/guide/recommend/recommend.ts';
import type { FolderResult } from '../../../src/editor/tree/model/folderResult.ts';
import type { TreeNode } from '../../../src/editor/tree/model/treeNode.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';
import { factsOf, projectOf, type ProjectSketch } from '../../support/factsFactory.ts';

/** What the panel gets for a folder with these projects, by the built-in guide. */
export function resultOf(sketches: readonly ProjectSketch[], name = 'work'): FolderResult {
  const facts = { ...factsOf({}), projects: sketches.map(projectOf) };
  return { folder: `file:///${name}`, name, facts, recommendations: recommend(facts, builtInGuide()) };
}

export function labels(nodes: readonly TreeNode[]): string[] {
  return nodes.map(({ label }) => label);
}

/** Labels of two levels: a row with rows below it is `[label, labels]`. */
export function outline(nodes: readonly TreeNode[]): unknown[] {
  return nodes.map(({ label, children }) => (children.length === 0 ? label : [label, labels(children)]));
}

export function allNodes(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

export function nodeWith(nodes: readonly TreeNode[], label: string): TreeNode {
  const node = allNodes(nodes).find((candidate) => candidate.label === label);
  assert.ok(node, `no row ${label} among ${labels(allNodes(nodes)).join(', ')}`);
  return node;
}
