import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { OllamaError } from '../../../core/ollama/client/ollamaErrors.ts';
import type { CreatePlan } from '../../../core/ollama/create/createPlan.ts';
import type { Shell } from '../../shell.ts';
import { diskProblem } from '../pull/pullChecks.ts';

/** Asks where the disk seems too small for the files; the server may keep its models elsewhere, or have them already. */
export async function agreesToSpace(shell: Shell, plan: CreatePlan): Promise<boolean> {
  const problem = await spaceProblemOf(shell, plan);
  if (problem === undefined) return true;
  const anyway = 'Create Anyway';
  return (await vscode.window.showWarningMessage(problem, anyway, 'Cancel')) === anyway;
}

/**
 * What to say when it failed. A server whose disk is full answers and hangs up while the upload goes on, so that the
 * answer is often lost and only a connection that was cut is seen.
 */
export async function createFailure(error: unknown, shell: Shell, plan: CreatePlan): Promise<unknown> {
  if (!(error instanceof OllamaError) || error.kind !== 'cut') return error;
  const problem = await spaceProblemOf(shell, plan);
  if (problem === undefined) return error;
  return new UserError(problem, 'Make room on it, then create the model again.');
}

/** The files are copied to where the server keeps its models; a model that only builds on another takes no room. */
async function spaceProblemOf(shell: Shell, { files, adapters }: CreatePlan): Promise<string | undefined> {
  const bytes = [...files, ...adapters].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return bytes === 0 ? undefined : diskProblem(shell, bytes, 'copy of the files');
}
