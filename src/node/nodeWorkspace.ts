// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { close, constants, fstat, open, read, type Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import type { DirectoryEntry, FileContent, WorkspaceReader } from '../core/ports.ts';

const chunkSize = 64 * 1024;
/** Chunks that no reading uses now; as many as were ever read at once. */
const freeChunks: Buffer[] = [];

/** Not on Windows, where links are found out beforehand. NONBLOCK keeps a named pipe from holding us up. */
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * A folder on disk. Nothing outside it is ever read: not by `..`, and not through a symbolic link, though a link
 * from one place in the folder to another in it is followed when it is read by name. Sockets, pipes and devices
 * are left out of listings. Safe for concurrent use.
 */
export class NodeWorkspace implements WorkspaceReader {
  readonly #root: string;
  readonly #inside = new Map<string, Promise<void>>();
  #realRoot: Promise<string> | undefined;

  /** `root` is an absolute path. */
  constructor(root: string) {
    this.#root = root;
  }

  async list(directory: string): Promise<DirectoryEntry[]> {
    const path = this.#resolve(directory);
    await this.#mustBeInside(directory);
    const entries = await readdir(path, { withFileTypes: true });
    return entries.flatMap((entry): DirectoryEntry[] => {
      if (entry.isFile()) return [{ name: entry.name, kind: 'file' }];
      if (entry.isDirectory()) return [{ name: entry.name, kind: 'directory' }];
      return entry.isSymbolicLink() ? [{ name: entry.name, kind: 'link' }] : [];
    });
  }

  async read(file: string, limit: number): Promise<FileContent> {
    const path = this.#resolve(file);
    const folder = posix.dirname(posix.normalize(file));
    await this.#mustBeInside(folder === '.' ? '' : folder);
    const descriptor = await this.#open(path);
    try {
      return await readBeginning(descriptor, limit);
    } finally {
      close(descriptor);
    }
  }

  #resolve(path: string): string {
    const absolute = join(this.#root, path);
    if (!isWithin(this.#root, absolute)) throw new Error(`${path} lies outside the folder`);
    return absolute;
  }

  /** Opens a file; a link is opened only when it stays within the folder. */
  async #open(path: string): Promise<number> {
    if (noFollow !== 0) {
      try {
        return await openFile(path, noFollow);
      } catch (error) {
        // ELOOP is what Linux and macOS say of a link here; FreeBSD says EMLINK.
        if (!hasCode(error, 'ELOOP') && !hasCode(error, 'EMLINK')) throw error;
      }
    } else if (!(await lstat(path)).isSymbolicLink()) {
      return openFile(path, 0);
    }
    const target = await realpath(path);
    if (!isWithin(await this.#rootOnDisk(), target)) throw new Error(`${path} is a link out of the folder`);
    return openFile(target, noFollow);
  }

  /** Rejects when a folder lies, through links, outside the root. Asked once per folder. */
  #mustBeInside(folder: string): Promise<void> {
    if (folder === '') return Promise.resolve();
    let known = this.#inside.get(folder);
    if (!known) {
      known = this.#checkInside(folder);
      this.#inside.set(folder, known);
      // A folder that is not there yet may come; only what was found inside is remembered.
      known.catch(() => this.#inside.delete(folder));
    }
    return known;
  }

  async #checkInside(folder: string): Promise<void> {
    const target = await realpath(join(this.#root, folder));
    if (!isWithin(await this.#rootOnDisk(), target)) throw new Error(`${folder} is a link out of the folder`);
  }

  #rootOnDisk(): Promise<string> {
    this.#realRoot ??= realpath(this.#root);
    return this.#realRoot;
  }
}

/**
 * Node's callbacks, because its promises cost twice the time of the reading itself, and projects have ten thousands
 * of files.
 */
function openFile(path: string, flags: number): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, constants.O_RDONLY | flags, (error, descriptor) =>
      error ? reject(error) : resolve(descriptor),
    );
  });
}

/** Most files fit in one chunk, and then neither their size must be asked for nor anything read twice. */
async function readBeginning(descriptor: number, limit: number): Promise<FileContent> {
  const chunk = freeChunks.pop() ?? Buffer.allocUnsafeSlow(chunkSize);
  try {
    // A regular file gives less than was asked for only at its end.
    const filled = await readOnce(chunk, descriptor, 0, Math.min(limit, chunkSize));
    const beginning = Uint8Array.prototype.slice.call(chunk, 0, filled);
    if (filled < Math.min(limit, chunkSize)) return { bytes: beginning, size: filled };
    return await readRest(descriptor, beginning, limit);
  } finally {
    freeChunks.push(chunk);
  }
}

async function readRest(descriptor: number, beginning: Uint8Array, limit: number): Promise<FileContent> {
  const status = await statusOf(descriptor);
  if (!status.isFile()) throw new Error('not a regular file');
  const bytes = new Uint8Array(Math.max(beginning.length, Math.min(status.size, limit)));
  bytes.set(beginning);
  const more = await readInto(bytes, descriptor, beginning.length, bytes.length - beginning.length);
  const filled = beginning.length + more;
  return { bytes: bytes.subarray(0, filled), size: Math.max(status.size, filled) };
}

/** Fills the buffer from an offset, with the file's bytes from the same offset; resolves to how many there were. */
async function readInto(
  buffer: Uint8Array,
  descriptor: number,
  offset: number,
  length: number,
): Promise<number> {
  let filled = 0;
  while (filled < length) {
    const count = await readOnce(buffer, descriptor, offset + filled, length - filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function readOnce(buffer: Uint8Array, descriptor: number, offset: number, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, buffer, offset, length, offset, (error, count) =>
      error ? reject(error) : resolve(count),
    );
  });
}

function statusOf(descriptor: number): Promise<Stats> {
  return new Promise((resolve, reject) => {
    fstat(descriptor, (error, status) => (error ? reject(error) : resolve(status)));
  });
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
