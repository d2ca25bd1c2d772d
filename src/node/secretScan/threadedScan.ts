// Shared room: for both shells (editor and cli); the core never imports it.
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  BatchScanner,
  type BatchReport,
  type FileBatch,
  type FileSecrets,
  type ScanNote,
} from './scanBatch.ts';
import { batchSize } from './batches.ts';
import { openScan, type ScanSetup } from './scanSetup.ts';
import { ScanWorker } from './scanWorker.ts';

export interface ThreadOptions {
  readonly setup: ScanSetup;
  /**
   * True lets this thread scan, too, and stay busy for some milliseconds at a time: for a process that does nothing
   * else. Not with rules of a workspace's own, which may take for ever.
   */
  readonly scansHere?: boolean;
  /** Threads that scan, this one included where it does. Default: one per processor, less this one where it does not scan. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Milliseconds that a file may take before its thread is ended and the file is noted. */
  readonly deadlineMs?: number;
  /** Told of each file with findings as soon as they are known; in no order. */
  readonly onFound?: (file: FoundFile) => void;
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  /** Files that were scanned so far, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

/** Paths are relative to the root, of which `root` is the index. */
export type FoundFile = FileSecrets & { readonly root: number };
export type PlacedNote = ScanNote & { readonly root: number };

export interface ScanResult extends ScanProgress {
  /** By root, and in each in the order of the paths. */
  readonly found: readonly FoundFile[];
  readonly notes: readonly PlacedNote[];
  /** True when the signal came before the end. */
  readonly cancelled: boolean;
}

/** With more threads than that, reading is what takes the time. */
const mostThreads = 8;
/** Batches that a worker has beforehand, so that it need not wait for the next. */
const ahead = 2;
const usualDeadline = 10_000;
const watchEvery = 200;
/** Says that a worker was ended because a file took too long. */
const slow = Symbol('slow');

/** Scans batches in several threads, which it keeps until it is closed, and gathers what they find. */
export class ThreadedScan {
  readonly #options: ThreadOptions;
  /** Batches that were made or came back, and were given to nobody yet. */
  readonly #queue: FileBatch[] = [];
  readonly #workers = new Set<ScanWorker>();
  readonly #mostWorkers: number;
  readonly #found: FoundFile[] = [];
  readonly #notes: PlacedNote[] = [];
  readonly #deadline: number;
  readonly #watch: NodeJS.Timeout;
  #batches: Iterator<FileBatch, void> = [].values();
  #here: BatchScanner | undefined;
  #files = 0;
  #bytes = 0;
  #fault: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#mostWorkers = workersFor(options);
    this.#deadline = options.deadlineMs ?? usualDeadline;
    this.#watch = setInterval(() => this.#endStuck(), Math.min(watchEvery, this.#deadline));
    options.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  /** Scans batches, making no more of them than are needed soon. Rejects only for a fault of our own. */
  async run(batches: Iterator<FileBatch, void>): Promise<void> {
    this.#batches = batches;
    while (!this.#stopped && this.#fault === undefined) {
      this.#feed();
      const own = this.#options.scansHere === true ? this.#next() : undefined;
      if (own) {
        this.#here ??= new BatchScanner(openScan(this.#options.setup));
        this.#take(own, this.#here.scan(own));
        // Lets workers' reports in.
        await nextTurn();
      } else if (this.#isBusy()) await new Promise<void>((resolve) => (this.#wake = resolve));
      else break;
    }
    if (this.#fault) throw this.#fault.error;
  }

  result(): ScanResult {
    return {
      found: this.#found.sort(byPath),
      notes: this.#notes.sort(byPath),
      files: this.#files,
      bytes: this.#bytes,
      cancelled: this.#stopped,
    };
  }

  note(root: number, note: ScanNote): void {
    this.#notes.push({ root, ...note });
  }

  close(): void {
    clearInterval(this.#watch);
    this.#options.signal?.removeEventListener('abort', this.#stop);
    for (const worker of this.#workers) worker.close();
    this.#workers.clear();
  }

  readonly #stop = (): void => this.#wake();

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  #isBusy(): boolean {
    for (const worker of this.#workers) if (worker.pending > 0) return true;
    return false;
  }

  /** Gives every worker enough to do, and begins further ones. */
  #feed(): void {
    for (const worker of this.#workers) this.#give(worker);
    while (this.#workers.size < this.#mostWorkers && this.#isWorthWorker()) {
      const worker = new ScanWorker(this.#options.setup, {
        done: (batch, report) => {
          this.#take(batch, report);
          this.#wake();
        },
        died: (lost, at, error) => this.#bury(worker, lost, at, error),
      });
      this.#workers.add(worker);
      this.#give(worker);
    }
  }

  /** Where this thread scans, a worker pays only when there is more than this one does until it has begun. */
  #isWorthWorker(): boolean {
    if (this.#options.scansHere !== true) return this.#fill(1);
    let files = 0;
    for (let count = 1; files <= batchSize; count++) {
      if (!this.#fill(count)) return false;
      files = this.#queue.reduce((sum, batch) => sum + batch.files.length, 0);
    }
    return true;
  }

  #give(worker: ScanWorker): void {
    while (worker.pending < ahead) {
      const batch = this.#next();
      if (!batch) return;
      worker.give(batch);
    }
  }

  #next(): FileBatch | undefined {
    this.#fill(1);
    return this.#queue.shift();
  }

  /** Makes batches until there are as many; false where the files do not suffice. */
  #fill(count: number): boolean {
    while (this.#queue.length < count) {
      const next = this.#batches.next();
      if (next.done === true) return false;
      this.#queue.push(next.value);
    }
    return true;
  }

  #take({ root }: FileBatch, { found, notes, files, bytes }: BatchReport): void {
    this.#files += files;
    this.#bytes += bytes;
    for (const file of found) {
      const placed = { root, ...file };
      this.#found.push(placed);
      this.#options.onFound?.(placed);
    }
    for (const note of notes) this.note(root, note);
    this.#options.onProgress?.({ files: this.#files, bytes: this.#bytes });
  }

  #endStuck(): void {
    for (const worker of this.#workers) if (worker.stuckFor > this.#deadline) worker.kill(slow);
  }

  /** Notes the file at which a worker died, and queues the rest of what it had. Without a file, we are at fault. */
  #bury(worker: ScanWorker, lost: readonly FileBatch[], at: number | undefined, error: unknown): void {
    this.#workers.delete(worker);
    const [first, ...others] = lost;
    const file = at === undefined ? undefined : first?.files[at];
    if (file === undefined || !first) this.#fault ??= { error };
    else {
      this.note(first.root, { file, reason: error === slow ? 'slow' : 'broken' });
      this.#queue.push(without(first, at), ...others);
    }
    this.#wake();
  }
}

function without(batch: FileBatch, index: number | undefined): FileBatch {
  const { files, contents } = batch;
  const left = { ...batch, files: files.filter((_, at) => at !== index) };
  return contents ? { ...left, contents: contents.filter((_, at) => at !== index) } : left;
}

function workersFor({ threads, scansHere = false }: ThreadOptions): number {
  const processors = Math.min(mostThreads, availableParallelism());
  const wanted = threads ?? Math.max(1, scansHere ? processors : processors - 1);
  return scansHere ? wanted - 1 : wanted;
}

function byPath(a: FoundFile | PlacedNote, b: FoundFile | PlacedNote): number {
  return a.root - b.root || (a.file < b.file ? -1 : Number(a.file > b.file));
}
