import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { byteWords } from '../../../core/ollama/details/quantities.ts';
import { sameModel } from '../../../core/ollama/modelName.ts';
import { spaceProblem } from '../../../core/ollama/pull/spaceProblem.ts';
import { isLoopback } from '../../../core/project/ollamaEndpoint.ts';
import { freeBytes, modelsFolder } from '../../../node/ollama/diskSpace.ts';
import type { Shell } from '../../shell.ts';

/** `warned`: the user was told that there is no room, and wants the model anyway. */
export type PullAnswer = 'pull' | 'warned' | 'no';

/**
 * Whether to pull a model of which size or fit are known beforehand. Asks the user where the disk or the memory is too
 * small for it; they may know better, since a server may keep its models elsewhere than it seems.
 */
export async function mayPull(shell: Shell, name: string): Promise<PullAnswer> {
  const { ollama } = shell;
  const suggestion = ollama.suggestions.find((each) => sameModel(each.name, name));
  const { downloadBytes, fit } = suggestion ?? (await ollama.fitting())?.expectationOf(name) ?? {};
  const problems = [
    downloadBytes === undefined ? undefined : await diskProblem(shell, downloadBytes),
    fit?.verdict === 'no' ? memoryProblem(name, fit.totalBytes, fit.budgetBytes) : undefined,
  ].filter((each) => each !== undefined);
  if (problems.length === 0) return 'pull';
  const anyway = 'Pull Anyway';
  const chosen = await vscode.window.showWarningMessage(problems.join(' '), anyway, 'Cancel');
  return chosen === anyway ? 'warned' : 'no';
}

/** Why so many bytes do not fit on the disk of a server on this machine; undefined where they do or nobody knows. */
export async function diskProblem(
  { ollama }: Shell,
  neededBytes: number,
  what?: string,
): Promise<string | undefined> {
  if (!isLoopback(ollama.endpoint)) return undefined;
  const folder = modelsFolder({ platform: process.platform, env: process.env, home: homedir() });
  const free = await freeBytes(folder);
  return free === undefined ? undefined : spaceProblem({ neededBytes, freeBytes: free, folder, what });
}

export function memoryProblem(name: string, totalBytes: number, budgetBytes: number): string {
  return `${name} takes ${byteWords(totalBytes)} of memory, and this machine has ${byteWords(budgetBytes)}.`;
}
