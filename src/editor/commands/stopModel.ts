import * as vscode from 'vscode';
import { demandTrust, signalOf, subjectModel } from '../ollama/modelArgument.ts';
import { unloadModel } from '../ollama/unloadModel.ts';
import type { CommandHandler } from './table.ts';

const messageMs = 4_000;

/** Unloads a model: the given one, or a running one that the user picks. */
export const stopModel: CommandHandler = async (shell, argument) => {
  demandTrust();
  const model = await subjectModel(shell, argument, { title: 'Stop Model', running: true });
  if (!model) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Stopping ${model.name}`,
    cancellable: true,
  };
  await vscode.window.withProgress(options, (_progress, token) =>
    unloadModel(shell.ollama.client(), model.name, signalOf(token)),
  );
  await shell.ollama.refresh();
  vscode.window.setStatusBarMessage(`$(debug-stop) ${model.name} is unloaded`, messageMs);
};
