import * as vscode from 'vscode';
import { logTail } from '../../../core/ollama/server/logTail.ts';
import type { ServerHost } from '../../../core/ollama/server/serverState.ts';
import type { StartOutcome } from '../../../core/ollama/server/startServer.ts';
import type { ServerTerminal } from './serverTerminal.ts';

/** Runs a start with progress in the view and in a notification that can cancel it. */
export function withStartProgress<T>(
  host: ServerHost,
  work: (signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  const where = host.kind === 'local' ? '' : ` on ${host.name}`;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Starting Ollama${where}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return vscode.window.withProgress({ location: { viewId: 'aiStack.models' } }, () => work(abort.signal));
  });
}

export function sayRunning(version: string, address: string): void {
  vscode.window.setStatusBarMessage(`$(pass) Ollama ${version} is running at ${address}`, 6_000);
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
export function sayFailure(
  log: vscode.LogOutputChannel,
  failed: Extract<StartOutcome, { kind: 'failed' }>,
  terminal: ServerTerminal | undefined,
): void {
  log.warn(`Start Ollama: ${failed.sentence} ${failed.remedy}`);
  for (const line of logTail(failed.log)) log.info(`Ollama: ${line}`);
  const more = terminal ? 'Show Terminal' : 'Show Log';
  void vscode.window.showErrorMessage(`${failed.sentence} ${failed.remedy}`, more).then((chosen) => {
    if (chosen !== more) return;
    if (terminal) terminal.show();
    else log.show();
  });
}
