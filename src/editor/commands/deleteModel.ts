import * as vscode from 'vscode';
import { byteWords } from '../../core/ollama/details/quantities.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import type { InstalledModel } from '../../core/ollama/models.ts';
import { demandTrust, signalOf, subjectModel } from '../ollama/modelArgument.ts';
import { isConfirmed } from '../ollama/start/confirmed.ts';
import { unloadModel } from '../ollama/unloadModel.ts';
import type { Shell } from '../shell.ts';
import type { CommandHandler } from './table.ts';

const messageMs = 6_000;

/** Deletes a model from the server's disk once the user has agreed; one that runs is stopped first. */
export const deleteModel: CommandHandler = async (shell, argument) => {
  demandTrust();
  const model = await subjectModel(shell, argument, { title: 'Delete Model' });
  if (!model) return;
  const isRunning = shell.ollama.running.some(({ name }) => sameModel(name, model.name));
  if (!isConfirmed(argument) && !(await consents(shell, model, isRunning))) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Deleting ${model.name}`,
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (_progress, token) => {
    const signal = signalOf(token);
    const client = shell.ollama.client();
    const loaded = await client.running(signal);
    if (loaded.some(({ name }) => sameModel(name, model.name))) await unloadModel(client, model.name, signal);
    await client.delete(model.name, signal);
  });
  await shell.ollama.refresh();
  vscode.window.setStatusBarMessage(`$(trash) ${model.name} is deleted`, messageMs);
};

async function consents({ ollama }: Shell, model: InstalledModel, isRunning: boolean): Promise<boolean> {
  const shared = ollama.installed.some(
    ({ name, digest }) => digest !== '' && digest === model.digest && name !== model.name,
  );
  const size = shared
    ? 'Another name of the same model stays, so that no space becomes free.'
    : `${byteWords(model.sizeBytes)} become free, less what other models share with it.`;
  const detail = [
    model.remoteHost === undefined ? size : 'It runs in the cloud; only its name is taken from this list.',
    isRunning ? 'It is running, and is stopped first.' : '',
    'To have it again, it has to be pulled or created again.',
  ];
  const remove = 'Delete';
  const chosen = await vscode.window.showWarningMessage(
    `Delete ${model.name} from ${ollama.host.name}?`,
    { modal: true, detail: detail.filter((each) => each !== '').join(' ') },
    remove,
  );
  return chosen === remove;
}
