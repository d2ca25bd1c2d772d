import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { createModelFromModelfile } from '../../../core/ollama/create/createModelFromModelfile.ts';
import { planCreate, type CreatePlan } from '../../../core/ollama/create/createPlan.ts';
import { parseModelName } from '../../../core/ollama/modelName.ts';
import { NodeModelFiles } from '../../../node/ollama/files/nodeModelFiles.ts';
import { modelName } from '../../modelfile/modelName.ts';
import type { Shell } from '../../shell.ts';
import { demandServer, signalOf } from '../modelArgument.ts';
import { isConfirmed } from '../start/confirmed.ts';
import { agreesToSpace, createFailure } from './createSpace.ts';
import { createWords } from './createWords.ts';
import { modelfileOf } from './modelfileOf.ts';
import { agreesTo, askModelName } from './modelQuestions.ts';

/**
 * Makes a model from a Modelfile, with the text as it stands in the editor. Asks for its name and before anything is
 * replaced or downloaded; a caller that has asked gives `{ uri, name, confirmed: true }`.
 */
export async function createFromModelfile(shell: Shell, argument: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted)
    throw new UserError('No model is made in a workspace that is not trusted.', 'Trust it first, if you do.');
  const document = await modelfileOf(argument);
  if (!document) return;
  const files = new NodeModelFiles(folderOf(document));
  // Before any question: what is wrong with the text, or with its paths, is said at once.
  const made = await planCreate(document.getText(), { model: 'new' }, files);
  const model = nameIn(argument) ?? (await askModelName(suggestedName(document), document.isDirty))?.trim();
  if (model === undefined) return;
  const plan = { ...made, request: { ...made.request, model } };
  await demandServer(shell);
  const { ollama } = shell;
  const installed = await ollama.client().installed();
  if (!isConfirmed(argument) && !(await agreesTo(model, plan.request.from, installed))) return;
  if (!(await agreesToSpace(shell, plan))) return;
  try {
    await createWithProgress(shell, plan, files);
  } catch (error) {
    throw await createFailure(error, shell, plan);
  } finally {
    // After a cancel, too: one that comes too late finds the model made.
    await ollama.refresh();
  }
  offerRun(model);
}

/** The folder that paths are relative to. A text that was never saved is in the first folder of the window. */
function folderOf({ uri }: vscode.TextDocument): string | undefined {
  if (uri.scheme === 'file') return dirname(uri.fsPath);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return uri.scheme === 'untitled' && folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
}

function suggestedName(document: vscode.TextDocument): string {
  const { path } = document.uri;
  const named = modelName(basename(path), document.getText());
  return named ?? nameFromFolder(basename(dirname(path)));
}

/** The folder's name as far as a model may have it. */
function nameFromFolder(folder: string): string {
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 80);
}

function nameIn(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument) || !('name' in argument))
    return undefined;
  const { name } = argument;
  if (typeof name !== 'string') return undefined;
  const parsed = parseModelName(name);
  if ('problem' in parsed) throw new UserError(`${name} is no name of a model.`, parsed.problem);
  return name;
}

function createWithProgress({ ollama }: Shell, plan: CreatePlan, files: NodeModelFiles): Thenable<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Creating ${plan.request.model}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    let said = '';
    return createModelFromModelfile({
      client: ollama.client(),
      plan,
      files,
      signal: signalOf(token),
      onProgress: (now) => {
        const message = createWords(now);
        if (message !== said) progress.report({ message });
        said = message;
      },
    });
  });
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
function offerRun(model: string): void {
  const run = 'Run';
  void vscode.window.showInformationMessage(`The model ${model} is ready.`, run).then((chosen) => {
    if (chosen === run) void vscode.commands.executeCommand('aiStack.runModel', model);
  });
}
