import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { byteWords } from '../../../core/ollama/details/quantities.ts';
import { pullModel } from '../../../core/ollama/pull/pullModel.ts';
import { progressWords, type PullState } from '../../../core/ollama/pull/pullProgress.ts';
import type { Shell } from '../../shell.ts';
import { diskProblem, memoryProblem } from './pullChecks.ts';

const reportEveryMs = 250;

/**
 * Pulls a model behind a notification with progress; false when it was cancelled. Rejects with why it failed. `warned`:
 * the user knows that there may be no room for it.
 */
export async function pullWithProgress(shell: Shell, name: string, warned: boolean): Promise<boolean> {
  const { ollama } = shell;
  const { endpoint } = ollama;
  const client = ollama.client();
  let last: PullState | undefined;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Pulling ${name}`,
    cancellable: true,
  };
  try {
    await vscode.window.withProgress(options, (progress, token) =>
      ollama.pulls.run(endpoint, name, async (abort, report) => {
        token.onCancellationRequested(() => abort.abort());
        const say = sayer(progress);
        const watch = warned ? undefined : new SizeWatch(shell, name, abort);
        await pullModel({
          client,
          name,
          signal: abort.signal,
          onProgress: (state) => {
            last = state;
            report(state);
            say(state);
            watch?.see(state);
          },
          clock: { now: () => performance.now() },
          wait: (ms, signal) => sleep(ms, undefined, { signal }),
        });
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    sayCancelled(name, last);
    return false;
  }
}

/** The server speaks some twenty times a second; a notification that often is a load for the window. */
function sayer(progress: vscode.Progress<{ message?: string; increment?: number }>) {
  let at = -Infinity;
  let percent = 0;
  let phase = '';
  return (state: PullState): void => {
    const now = performance.now();
    if (now - at < reportEveryMs && state.phase === phase) return;
    at = now;
    phase = state.phase;
    const reached = Math.floor(state.fraction * 100);
    const words = progressWords(state);
    progress.report({
      message: state.totalBytes > 0 ? `${reached} %. ${words}` : words,
      increment: reached - percent,
    });
    percent = reached;
  };
}

function sayCancelled(name: string, state: PullState | undefined): void {
  const kept =
    state && state.completedBytes > 0
      ? ` ${byteWords(state.completedBytes)} of ${byteWords(state.totalBytes)} are kept: pull it again to go on from there. A restart of the server may drop them.`
      : '';
  void vscode.window.showInformationMessage(`The pull of ${name} was cancelled.${kept}`);
}

/** Checks disk and memory when the server first tells how large the model is, where that was not known before. */
class SizeWatch {
  readonly #shell: Shell;
  readonly #name: string;
  readonly #abort: AbortController;
  #checkedBytes = 0;
  #warned = false;

  constructor(shell: Shell, name: string, abort: AbortController) {
    this.#shell = shell;
    this.#name = name;
    this.#abort = abort;
  }

  see({ totalBytes, completedBytes }: PullState): void {
    if (this.#warned || totalBytes <= this.#checkedBytes) return;
    this.#checkedBytes = totalBytes;
    void this.#shell.reporter.passive('Room for a model', () => this.#check(totalBytes, completedBytes));
  }

  async #check(totalBytes: number, completedBytes: number): Promise<void> {
    const problems = [
      await diskProblem(this.#shell, totalBytes - completedBytes),
      await this.#memoryProblem(totalBytes),
    ].filter((each) => each !== undefined);
    if (problems.length === 0 || this.#warned || this.#abort.signal.aborted) return;
    this.#warned = true;
    const cancel = 'Cancel Pull';
    if ((await vscode.window.showWarningMessage(problems.join(' '), cancel, 'Go On')) === cancel)
      this.#abort.abort();
  }

  async #memoryProblem(totalBytes: number): Promise<string | undefined> {
    const model = { name: this.#name, digest: '', sizeBytes: totalBytes, capabilities: [] };
    const fit = (await this.#shell.ollama.fitting())?.fitOf(model);
    return fit?.verdict === 'no' ? memoryProblem(this.#name, fit.totalBytes, fit.budgetBytes) : undefined;
  }
}
