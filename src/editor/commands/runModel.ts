import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { onlyEmbeds } from '../../core/ollama/snippets/clientSnippet.ts';
import type { InstalledModel } from '../../core/ollama/models.ts';
import { demandTrust, signalOf, subjectModel } from '../ollama/modelArgument.ts';
import { setting } from '../settings.ts';
import type { Shell } from '../shell.ts';
import type { CommandHandler } from './table.ts';

/** Loads a model, then opens `ollama run` on it in a terminal. A model that only embeds is loaded and not talked to. */
export const runModel: CommandHandler = async (shell, argument) => {
  demandTrust();
  const model = await subjectModel(shell, argument, { title: 'Run Model' });
  if (!model) return;
  // What runs in the cloud has nothing to load.
  if (model.remoteHost === undefined && !(await load(shell, model))) return;
  await shell.ollama.refresh();
  if (onlyEmbeds(model.capabilities)) {
    void offerSnippet(`${model.name} is loaded. It makes embeddings and answers nothing.`, model.name);
    return;
  }
  const program = await findProgram(shell);
  if (program === undefined) {
    void offerEndpoint(shell, model.name);
    return;
  }
  openTerminal(shell, program, model.name);
};

/** False when the user cancelled. */
async function load(shell: Shell, { name }: InstalledModel): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Loading ${name} on ${shell.ollama.host.name}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const since = Date.now();
    const timer = setInterval(() => {
      const seconds = Math.round((Date.now() - since) / 1000);
      progress.report({
        message: `${seconds} s. The first time takes longest: all of it is read from disk.`,
      });
    }, 5_000);
    try {
      await shell.ollama.client().load(name, {}, signalOf(token));
      return true;
    } catch (error) {
      if (token.isCancellationRequested) return false;
      throw error;
    } finally {
      clearInterval(timer);
    }
  });
}

async function findProgram({ ollama }: Shell): Promise<string | undefined> {
  const { findOllama } = await ollama.core();
  const { platform, env } = process;
  const configured = setting('aiStack.ollama.path');
  const found = findOllama({ platform, env, configured });
  if (!found && configured.trim() !== '')
    throw new UserError(
      `There is no program at ${configured}.`,
      'Set aiStack.ollama.path to the ollama program, or leave it empty.',
    );
  return found?.path;
}

/** No shell stands between: program and name are handed over as they are. */
function openTerminal({ ollama }: Shell, program: string, name: string): void {
  const terminal = vscode.window.createTerminal({
    name: `ollama run ${name}`,
    shellPath: program,
    shellArgs: ['run', name],
    env: { OLLAMA_HOST: ollama.endpoint },
    iconPath: new vscode.ThemeIcon('comment-discussion'),
    isTransient: true,
  });
  terminal.show();
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
async function offerEndpoint({ ollama }: Shell, name: string): Promise<void> {
  const copy = 'Copy Endpoint';
  const message = `${name} is loaded on ${ollama.host.name}. To talk to it in a terminal, the ollama program is needed here as well.`;
  if ((await vscode.window.showInformationMessage(message, copy)) === copy)
    await vscode.commands.executeCommand('aiStack.copyOpenAiEndpoint', name);
}

async function offerSnippet(message: string, name: string): Promise<void> {
  const insert = 'Insert Client Snippet';
  if ((await vscode.window.showInformationMessage(message, insert)) === insert)
    await vscode.commands.executeCommand('aiStack.insertClientSnippet', name);
}
