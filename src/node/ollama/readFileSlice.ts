import { open } from 'node:fs/promises';

/** A file that is open for reading at any place. */
export interface FileSlices {
  readonly fileBytes: number;
  /** Fewer bytes than `length` only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * Opens a file, hands it to `use` and closes it again, whatever happens.
 * Rejects with the system's error when the file cannot be opened or read.
 */
export async function withFileSlices<T>(path: string, use: (file: FileSlices) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await use({
      fileBytes: size,
      async read(offset, length) {
        const bytes = new Uint8Array(length);
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      },
    });
  } finally {
    await file.close();
  }
}
