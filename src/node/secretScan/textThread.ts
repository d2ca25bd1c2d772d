// Shared room: for both shells (editor and cli); the core never imports it.
import { Worker } from 'node:worker_threads';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import type { ScanSetup } from './scanSetup.ts';
import { workerFile } from './scanWorker.ts';
import { progressBytes, type TextJob, type WorkerStart } from './workerProtocol.ts';

const usualDeadline = 2_000;
/** After so many endless scans the rules are taken for broken. */
const mostEnded = 3;

/**
 * Scans texts, one after the other, in a thread that is ended when one takes too long: for rules that came with a
 * workspace, whose patterns are not trusted. The thread starts with the first text and keeps no process alive.
 */
export class TextThread {
  readonly #setup: ScanSetup;
  #worker: Worker | undefined;
  #work: Promise<unknown> = Promise.resolve();
  /** Ends the scan that is waited for. */
  #finish: (findings: readonly SecretFinding[] | undefined) => void = () => undefined;
  #ended = 0;
  #closed = false;

  constructor(setup: ScanSetup) {
    this.#setup = setup;
  }

  /** True once the rules took too long too often; from then on nothing is found. */
  get gaveUp(): boolean {
    return this.#ended >= mostEnded;
  }

  /** The findings of a text; undefined where it took too long, or the thread failed. Never rejects. */
  scan(
    text: string,
    path: string,
    deadlineMs = usualDeadline,
  ): Promise<readonly SecretFinding[] | undefined> {
    const result = this.#work.then(() => this.#scan({ text, path }, deadlineMs));
    this.#work = result;
    return result;
  }

  close(): void {
    this.#closed = true;
    this.#finish(undefined);
    this.#end();
  }

  #scan(job: TextJob, deadlineMs: number): Promise<readonly SecretFinding[] | undefined> {
    if (this.#closed || this.gaveUp) return Promise.resolve(undefined);
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#finish(undefined), deadlineMs);
      this.#finish = (findings) => {
        clearTimeout(timer);
        this.#finish = () => undefined;
        if (findings === undefined) this.#fail();
        resolve(findings);
      };
      worker.postMessage(job);
    });
  }

  #start(): Worker {
    const progress = new SharedArrayBuffer(progressBytes);
    const workerData: WorkerStart = { setup: this.#setup, progress };
    const worker = new Worker(workerFile(), { workerData, execArgv: [] });
    // A thread that was ended may still speak; nobody listens to it any more.
    const finish = (findings?: readonly SecretFinding[]): void => {
      if (worker === this.#worker) this.#finish(findings);
    };
    worker.on('message', finish);
    worker.on('error', () => finish());
    worker.on('exit', () => finish());
    worker.unref();
    return worker;
  }

  #fail(): void {
    if (!this.#closed) this.#ended++;
    this.#end();
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
