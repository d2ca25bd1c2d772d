import * as vscode from 'vscode';
import { byteWords } from '../../core/ollama/details/quantities.ts';
import { processorWords } from '../../core/ollama/details/gpuShare.ts';
import { UserError } from '../../core/errors.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import type { InstalledModel } from '../../core/ollama/models.ts';
import type { Shell } from '../shell.ts';
import { displayName } from '../tree/model/modelNodes.ts';

/** The model that a command is about: of a row, an object with a name, or the name itself. */
export function modelNameOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument.trim() === '' ? undefined : argument.trim();
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('model' in argument) return modelNameOf(argument.model);
  return 'name' in argument && typeof argument.name === 'string' ? modelNameOf(argument.name) : undefined;
}

/** Makes sure that a server answers; offers to start one where that is what is missing. */
export async function demandServer({ ollama }: Shell): Promise<void> {
  // Throws where the endpoint must not be asked.
  ollama.client();
  if (ollama.state.kind !== 'running') await ollama.refresh();
  const { state, host } = ollama;
  if (state.kind === 'running') return;
  const sentence =
    state.kind === 'stopped' ? state.sentence : `No Ollama server answers at ${ollama.endpoint}.`;
  if (host.kind === 'remote' || !vscode.workspace.isTrusted)
    throw new UserError(sentence, 'Start the server there, or set aiStack.ollama.endpoint.');
  void offerStart(sentence, state.kind === 'notInstalled');
  throw new vscode.CancellationError();
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
async function offerStart(sentence: string, install: boolean): Promise<void> {
  const offer = install ? 'Install Ollama…' : 'Start Ollama';
  if ((await vscode.window.showErrorMessage(sentence, offer)) !== offer) return;
  await vscode.commands.executeCommand(install ? 'aiStack.installOllama' : 'aiStack.startOllama');
}

/** Throws where nothing may be changed or run. */
export function demandTrust(): void {
  if (!vscode.workspace.isTrusted)
    throw new UserError(
      'Models are not changed or run from a workspace that is not trusted.',
      'Trust it first, if you do.',
    );
}

export interface ModelQuestion {
  readonly title: string;
  /** Only those that are loaded. */
  readonly running?: boolean;
}

/**
 * The installed model that a command is about: the given one, or one that the user picks; undefined when they do not.
 * Throws a UserError where there is none to pick from, or the given one is not there.
 */
export async function subjectModel(
  shell: Shell,
  argument: unknown,
  question: ModelQuestion,
): Promise<InstalledModel | undefined> {
  await demandServer(shell);
  const name = modelNameOf(argument);
  if (name === undefined) {
    await shell.ollama.refresh();
    return pickModel(shell, question);
  }
  const known = find(shell, name);
  if (known) return known;
  await shell.ollama.refresh();
  const found = find(shell, name);
  if (found) return found;
  throw new UserError(`"${name}" is not installed on ${shell.ollama.host.name}.`, 'Pull it first.');
}

function find({ ollama }: Shell, name: string): InstalledModel | undefined {
  return ollama.installed.find((model) => sameModel(model.name, name));
}

async function pickModel({ ollama }: Shell, question: ModelQuestion): Promise<InstalledModel | undefined> {
  const loaded = (model: InstalledModel) => ollama.running.find(({ name }) => sameModel(name, model.name));
  const models = ollama.installed.filter((model) => question.running !== true || loaded(model));
  if (models.length === 0)
    throw question.running === true
      ? new UserError('No model is loaded.', 'Run one first.')
      : new UserError(`No model is installed on ${ollama.host.name}.`, 'Pull one first.');
  const items = models.map((model) => {
    const running = loaded(model);
    const size = model.remoteHost === undefined ? byteWords(model.sizeBytes) : 'in the cloud';
    const traits = [
      model.parameterSize,
      model.quantization,
      running && `running, ${processorWords(running)}`,
    ];
    return {
      label: displayName(model.name),
      description: [size, ...traits].filter(Boolean).join(' · '),
      model,
    };
  });
  const options = { title: question.title, placeHolder: 'A model', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.model;
}

/** A signal that is aborted when the user cancels. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
