import type { ScanSetup } from './scanSetup.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly setup: ScanSetup;
  readonly progress: SharedArrayBuffer;
}

/** A text that is in no file, answered with its findings. */
export interface TextJob {
  readonly text: string;
  readonly path: string;
}

/** Bytes of the memory that says what a worker does: the file's index, then when it was begun. */
export const progressBytes = 16;

/** Writes down what file of its batch a worker is at, where the thread that watches it can read it at any time. */
export function reportProgress(memory: SharedArrayBuffer): {
  starts: (index: number) => void;
  rests: () => void;
} {
  const index = new Int32Array(memory, 0, 1);
  const since = new Float64Array(memory, 8, 1);
  const write = (value: number): void => {
    since[0] = Date.now();
    Atomics.store(index, 0, value);
  };
  return { starts: (at) => write(at + 1), rests: () => write(0) };
}

/** The file of its batch that a worker is at and for how many milliseconds; undefined between batches. */
export function readProgress(memory: SharedArrayBuffer): { index: number; milliseconds: number } | undefined {
  const index = Atomics.load(new Int32Array(memory, 0, 1), 0);
  const since = new Float64Array(memory, 8, 1)[0] ?? 0;
  return index === 0 ? undefined : { index: index - 1, milliseconds: Date.now() - since };
}
