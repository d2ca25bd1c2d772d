import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';

/**
 * The one place where failures reach the user. What the user asked for says in a message why it failed; passive
 * work (start-up, watching, drawing) only writes to the log and shows its state in the views.
 */
export class Reporter {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Runs what the user asked for. Never rejects. */
  async asked(title: string, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isCancellation(error)) return;
      this.#write(title, error);
      // Not awaited: the command is over, and the message stays until the user closes it.
      if (error instanceof UserError) void this.#show(`${error.message} ${error.remedy}`, false);
      else void this.#show(`AI Stack: "${title}" failed because of a fault in the extension.`, true);
    }
  }

  /** Runs passive work. Never rejects and never shows a message; false means that it failed. */
  async passive(title: string, work: () => unknown): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isCancellation(error)) this.#write(title, error);
      return false;
    }
  }

  /** Writes down what is worth knowing and no failure. */
  note(sentence: string): void {
    this.#log.info(sentence);
  }

  async #show(message: string, withLog: boolean): Promise<void> {
    const showLog = 'Show Log';
    const chosen = await vscode.window.showErrorMessage(message, ...(withLog ? [showLog] : []));
    if (chosen === showLog) this.#log.show();
  }

  #write(title: string, error: unknown): void {
    if (error instanceof UserError) this.#log.warn(`${title}: ${error.message} ${error.remedy}`);
    else
      this.#log.error(`${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
