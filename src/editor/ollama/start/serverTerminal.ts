import * as vscode from 'vscode';
import type { ProgramExit } from '../../../core/ollama/server/startServer.ts';
import type { ServerProcess } from '../../../node/ollama/server/serverProcess.ts';

const interrupt = '\u0003';

/** The terminal "Ollama": shows what a server of ours writes, and ends it when it is closed or interrupted. */
export class ServerTerminal implements vscode.Pseudoterminal, vscode.Disposable {
  readonly #process: ServerProcess;
  readonly #heading: string;
  readonly #terminal: vscode.Terminal;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  #isOpen = false;
  #farewell: string | undefined;

  constructor(process: ServerProcess, shown: string) {
    this.#process = process;
    this.#heading = `> ${shown}\n`;
    process.onOutput((text) => this.#write(text));
    void process.exited.then((exit) => this.#say(ending(exit)));
    this.#terminal = vscode.window.createTerminal({
      name: 'Ollama',
      pty: this,
      iconPath: new vscode.ThemeIcon('server-process'),
    });
  }

  /** Brings it to the front. */
  show(): void {
    this.#terminal.show(true);
  }

  /** VS Code calls this when it can draw, which may be after the server has written its first lines. */
  open(): void {
    this.#isOpen = true;
    this.#write(`${this.#heading}${this.#process.output}${this.#farewell ?? ''}`);
  }

  /** The user closed it, or the window goes. */
  close(): void {
    this.#isOpen = false;
    this.#process.endNow();
  }

  handleInput(data: string): void {
    if (this.#farewell !== undefined) this.#closed.fire();
    else if (data === interrupt) this.#process.endNow();
  }

  dispose(): void {
    this.#process.endNow();
    this.#terminal.dispose();
    this.#written.dispose();
    this.#closed.dispose();
  }

  #say(sentence: string): void {
    this.#farewell = `\n${sentence} Press any key to close the terminal.\n`;
    this.#write(this.#farewell);
  }

  #write(text: string): void {
    if (this.#isOpen) this.#written.fire(text.replace(/\r?\n/g, '\r\n'));
  }
}

function ending({ code, signal, spawnError }: ProgramExit): string {
  if (spawnError !== undefined) return `It could not be run: ${spawnError}.`;
  return signal === null ? `It ended with code ${String(code)}.` : `It was ended by ${signal}.`;
}
