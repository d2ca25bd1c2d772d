import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AiStackApi } from '../../src/editor/api.ts';
import type { TreeNode } from '../../src/editor/tree/model/treeNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';

/** The extension's API, activated. */
export async function api(): Promise<AiStackApi> {
  return (await extensionUnderTest().activate()) as AiStackApi;
}

/** The workspace folder with this index; tests on folders fail without one. */
export function workspaceFolder(index = 0): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[index]?.uri;
  assert.ok(folder, `The window has no folder ${index}.`);
  return folder;
}

export function fileIn(path: string, folder = workspaceFolder()): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...path.split('/'));
}

export async function writeFile(path: string, text: string, folder = workspaceFolder()): Promise<vscode.Uri> {
  const uri = fileIn(path, folder);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

/** The ids of all technologies found in a folder. */
export async function technologies(folder = workspaceFolder()): Promise<string[]> {
  const facts = await (await api()).facts(folder);
  assert.ok(facts, `There are no facts on ${folder.toString()}.`);
  return facts.projects.flatMap((project) => project.technologies.map(({ id }) => id));
}

/** All nodes below these, depth first. */
export function allNodes(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The first node, at any depth, that fulfils the condition. */
export async function findNode(
  view: 'aiStack.project' | 'aiStack.stack',
  condition: (node: TreeNode) => boolean,
): Promise<TreeNode> {
  const roots = await (await api()).tree(view);
  const node = allNodes(roots).find(condition);
  const labels = roots.map(({ label }) => label).join(', ');
  assert.ok(node, `${view} has no such row; its roots are ${labels || 'none'}.`);
  return node;
}

/** Asks until the condition holds: files on disk are noticed some time after they were written. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `Waited 20 s in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The diagnostics of our own on a file. */
export function diagnosticsOn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'AI Stack');
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
