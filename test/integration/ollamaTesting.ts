import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../src/editor/tree/model/treeNode.ts';
import { allNodes, api } from './panel.ts';

/** The real server that the runner started for this window. */
export const realEndpoint = process.env['AI_STACK_TEST_OLLAMA'] ?? '';

/**
 * For a suite: points the extension at the real server. Skips it where the runner found no Ollama, which it has said;
 * fails where everything is required.
 */
export function useRealServer(endpoint = realEndpoint): void {
  before(async function () {
    if (realEndpoint === '') {
      assert.notEqual(process.env['AI_STACK_REQUIRE_ALL'], '1', 'There is no Ollama to test against.');
      this.skip();
    }
    await configure('aiStack.ollama.path', process.env['AI_STACK_TEST_OLLAMA_PROGRAM']);
    await configure('aiStack.ollama.endpoint', endpoint);
    await run('refreshModels');
  });
  after(async () => {
    await configure('aiStack.ollama.path', undefined);
    await configure('aiStack.ollama.endpoint', undefined);
  });
}

function configure(key: string, value: string | undefined): Thenable<void> {
  return vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

/** The rows of the Models view, depth first. */
export async function modelRows(): Promise<TreeNode[]> {
  return allNodes(await (await api()).tree('aiStack.models'));
}

/** The ids of the rows whose id begins like this. */
export async function rowIds(prefix: string): Promise<string[]> {
  return (await modelRows()).map(({ id }) => id).filter((id) => id.startsWith(prefix));
}

export async function modelRow(id: string): Promise<TreeNode> {
  const rows = await modelRows();
  const row = rows.find((each) => each.id === id);
  assert.ok(row, `There is no row ${id}, but ${rows.map((each) => each.id).join(', ')}.`);
  return row;
}

/** What the terminals were made of that were opened while the work ran; none is really opened meanwhile. */
export async function terminalsOpened(work: () => unknown): Promise<vscode.TerminalOptions[]> {
  const opened: vscode.TerminalOptions[] = [];
  const { createTerminal } = vscode.window;
  const pretend = (options: vscode.TerminalOptions): Pick<vscode.Terminal, 'show'> => {
    opened.push(options);
    return { show: () => undefined };
  };
  Object.assign(vscode.window, { createTerminal: pretend });
  try {
    await work();
  } finally {
    Object.assign(vscode.window, { createTerminal });
  }
  return opened;
}

/** Runs one of our commands to its end. */
export function run(name: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`aiStack.${name}`, ...args);
}
