import * as vscode from 'vscode';
import { pollDelayMs, type PollFacts } from './pollDelay.ts';

/** Asks the server again and again while somebody looks: one question at a time, none while the window is away. */
export class Poller implements vscode.Disposable {
  readonly #facts: () => Omit<PollFacts, 'focused'>;
  readonly #poll: () => Promise<unknown>;
  #timer: NodeJS.Timeout | undefined;
  #polling = false;
  #lastAt = 0;
  #disposed = false;
  #focus: vscode.Disposable | undefined;

  constructor(ports: { facts: () => Omit<PollFacts, 'focused'>; poll: () => Promise<unknown> }) {
    this.#facts = ports.facts;
    this.#poll = ports.poll;
  }

  /** Sets the time of the next question anew; what is known was asked for just now. */
  plan(): void {
    this.#lastAt = Date.now();
    this.#schedule();
  }

  /** Asks as soon as the window can be asked from. */
  soon(): void {
    this.#lastAt = 0;
    this.#schedule();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#focus?.dispose();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#disposed || this.#polling) return;
    this.#focus ??= vscode.window.onDidChangeWindowState(() => this.#schedule());
    const delay = pollDelayMs({ ...this.#facts(), focused: vscode.window.state.focused });
    if (delay === undefined) return;
    this.#timer = setTimeout(() => void this.#ask(), Math.max(0, this.#lastAt + delay - Date.now()));
  }

  async #ask(): Promise<void> {
    this.#polling = true;
    try {
      await this.#poll();
    } finally {
      this.#polling = false;
      this.plan();
    }
  }
}
