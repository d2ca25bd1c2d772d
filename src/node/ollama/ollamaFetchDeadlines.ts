import type { TransportErrorCode, TransportInit } from '../../core/ollama/client/transport.ts';

/** The clocks of one request: until the connection stands, between bytes, and over all. */
export class Deadlines {
  readonly #idleMs: (() => number) | undefined;
  readonly #fail: (code: TransportErrorCode) => void;
  readonly #whole: NodeJS.Timeout | undefined;
  #connect: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #ended = false;

  /** `fail` is called once a clock has run out. */
  constructor({ idleMs, deadlineMs }: TransportInit, fail: (code: TransportErrorCode) => void) {
    this.#idleMs = idleMs;
    this.#fail = fail;
    if (deadlineMs !== undefined) this.#whole = setTimeout(() => fail('DEADLINE'), deadlineMs);
  }

  connecting(limitMs: number): void {
    this.#connect = setTimeout(() => this.#fail('CONNECT_TIMEOUT'), limitMs);
  }

  /** The connection stands: from now on the other side is waited for. */
  connected(): void {
    if (this.#connect === undefined) return;
    clearTimeout(this.#connect);
    this.#connect = undefined;
    this.sawBytes();
  }

  /** Bytes went either way: the wait for the next ones begins. */
  sawBytes(): void {
    clearTimeout(this.#idle);
    if (this.#ended || this.#idleMs === undefined || this.#connect !== undefined) return;
    this.#idle = setTimeout(() => this.#fail('IDLE_TIMEOUT'), this.#idleMs());
  }

  /** Nobody waits for bytes: the reader is busy with those it has. */
  pause(): void {
    clearTimeout(this.#idle);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#whole);
    clearTimeout(this.#connect);
    clearTimeout(this.#idle);
  }
}
