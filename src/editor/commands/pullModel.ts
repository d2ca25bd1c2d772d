import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { isCloudModel, parseModelName, shortName } from '../../core/ollama/modelName.ts';
import { demandServer, demandTrust, modelNameOf } from '../ollama/modelArgument.ts';
import { pickModelToPull } from '../ollama/pull/pickModelToPull.ts';
import { mayPull } from '../ollama/pull/pullChecks.ts';
import { pullWithProgress } from '../ollama/pull/pullWithProgress.ts';
import { isConfirmed } from '../ollama/start/confirmed.ts';
import type { Shell } from '../shell.ts';
import type { CommandHandler } from './table.ts';

/**
 * Pulls a model: the given one, or one that the user picks or names. On one that is being pulled it offers to cancel,
 * or does so at once for `{ name, cancel: true }`, as keybindings and other extensions may give it.
 */
export const pullModel: CommandHandler = async (shell, argument) => {
  demandTrust();
  await demandServer(shell);
  const name = validName(modelNameOf(argument) ?? (await pickModelToPull(shell)));
  if (name === undefined) return;
  if (shell.ollama.pulls.isActive(shell.ollama.endpoint, name)) {
    if (wantsCancel(argument)) shell.ollama.pulls.cancel(shell.ollama.endpoint, name);
    else void offerCancel(shell, name);
    return;
  }
  if (wantsCancel(argument)) return;
  const answer = isConfirmed(argument) ? 'warned' : await mayPull(shell, name);
  if (answer === 'no' || !(await pullWithProgress(shell, name, answer === 'warned'))) return;
  await shell.ollama.refresh();
  void offerRun(name);
};

/** As the server lists it. Throws a UserError for what is no name. */
function validName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = parseModelName(text);
  if ('problem' in parsed)
    throw new UserError(parsed.problem, 'Names look like llama3.2:1b or hf.co/user/model.');
  return shortName(parsed);
}

function wantsCancel(argument: unknown): boolean {
  return (
    typeof argument === 'object' && argument !== null && 'cancel' in argument && argument.cancel === true
  );
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
async function offerRun(name: string): Promise<void> {
  const run = 'Run Model';
  const message = isCloudModel(name)
    ? `${name} is there. It runs in the cloud, not on your machine.`
    : `${name} is there.`;
  if ((await vscode.window.showInformationMessage(message, run)) === run)
    await vscode.commands.executeCommand('aiStack.runModel', name);
}

async function offerCancel({ ollama }: Shell, name: string): Promise<void> {
  const { endpoint } = ollama;
  const cancel = 'Cancel Pull';
  const message = `${name} is being pulled already. Its progress is in the Models view.`;
  if ((await vscode.window.showInformationMessage(message, cancel)) === cancel)
    ollama.pulls.cancel(endpoint, name);
}
