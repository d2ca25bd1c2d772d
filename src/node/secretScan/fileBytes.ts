// Shared room: for both shells (editor and cli); the core never imports it.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isBinary } from '../../core/secrets/scanFile.ts';

const firstRead = 256 * 1024;
/** Not on Windows, which has neither. NONBLOCK keeps a named pipe from holding us up. */
const flags =
  process.platform === 'win32'
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface WholeFile {
  /** Valid until the next reading. */
  readonly bytes: Uint8Array;
  /** Size of the file in bytes; more than `bytes` has where the file is above the limit, or no text. */
  readonly size: number;
}

/**
 * Reads one file after the other into the same memory. Synchronous, since its threads have nothing else to do; links
 * are not followed. Of a file above the limit, and of one that is no text, only the beginning is read.
 */
export class FileBytes {
  #buffer = Buffer.allocUnsafeSlow(firstRead);

  /** Throws what Node throws, with a `code`. */
  read(path: string, limit: number): WholeFile {
    const descriptor = openSync(path, flags);
    try {
      const filled = readSync(descriptor, this.#buffer, 0, firstRead, 0);
      if (filled < firstRead) return { bytes: this.#buffer.subarray(0, filled), size: filled };
      const status = fstatSync(descriptor);
      if (status.size > limit || isBinary(this.#buffer))
        return { bytes: this.#buffer.subarray(0, filled), size: status.size };
      return this.#readRest(descriptor, filled, Math.min(limit, status.size));
    } finally {
      closeSync(descriptor);
    }
  }

  #readRest(descriptor: number, from: number, size: number): WholeFile {
    if (size > this.#buffer.length) {
      // Kept for the next one: memory outside of V8's is given back late, and would pile up.
      const larger = Buffer.allocUnsafeSlow(size);
      this.#buffer.copy(larger, 0, 0, from);
      this.#buffer = larger;
    }
    let filled = from;
    while (filled < size) {
      const count = readSync(descriptor, this.#buffer, filled, size - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return { bytes: this.#buffer.subarray(0, filled), size: filled };
  }
}
