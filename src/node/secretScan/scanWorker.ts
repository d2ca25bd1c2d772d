// Shared room: for both shells (editor and cli); the core never imports it.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../nodeResources.ts';
import type { BatchReport, FileBatch } from './scanBatch.ts';
import type { ScanSetup } from './scanSetup.ts';
import { progressBytes, readProgress, type WorkerStart } from './workerProtocol.ts';

/** Megabytes that the objects of a worker may take; a scan needs a tenth of it. */
const memoryLimit = 200;

export interface WorkerEvents {
  readonly done: (batch: FileBatch, report: BatchReport) => void;
  /** The worker is gone, and with it what it had not reported yet; it was at a file of the first of these batches. */
  readonly died: (lost: readonly FileBatch[], at: number | undefined, error: unknown) => void;
}

/** One thread and the batches it was given. */
export class ScanWorker {
  readonly #worker: Worker;
  readonly #progress = new SharedArrayBuffer(progressBytes);
  readonly #batches: FileBatch[] = [];
  readonly #events: WorkerEvents;
  #gone = false;

  constructor(setup: ScanSetup, events: WorkerEvents) {
    this.#events = events;
    const workerData: WorkerStart = { setup, progress: this.#progress };
    const resourceLimits = { maxOldGenerationSizeMb: memoryLimit };
    this.#worker = new Worker(workerFile(), { workerData, resourceLimits, execArgv: [] });
    this.#worker.on('message', (report: BatchReport) => {
      const batch = this.#batches.shift();
      if (batch && !this.#gone) events.done(batch, report);
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('a thread of the scan ended by itself')));
  }

  /** Batches that were given and not reported yet. */
  get pending(): number {
    return this.#batches.length;
  }

  give(batch: FileBatch): void {
    this.#batches.push(batch);
    this.#worker.postMessage(batch);
  }

  /** Milliseconds for which the worker has been at one file; 0 when it is at none. */
  get stuckFor(): number {
    return readProgress(this.#progress)?.milliseconds ?? 0;
  }

  /** Ends the thread, whatever it is doing, and reports its death. */
  kill(error: unknown): void {
    this.#end(error);
    void this.#worker.terminate();
  }

  /** Ends the thread without a word. */
  close(): void {
    this.#gone = true;
    void this.#worker.terminate();
  }

  #end(error: unknown): void {
    if (this.#gone) return;
    this.#gone = true;
    const at = readProgress(this.#progress);
    this.#events.died(this.#batches.splice(0), at?.index, error);
  }
}

/** In the built package a file of its own in `dist`; from the sources, the module beside this one. */
export function workerFile(): URL {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) return pathToFileURL(join(dirname(here), 'worker.ts'));
  return pathToFileURL(join(packageRoot(), 'dist', 'secretWorker.js'));
}
