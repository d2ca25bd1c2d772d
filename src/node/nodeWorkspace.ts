// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import type { DirectoryEntry, FileContent, WorkspaceReader } from '../core/ports.ts';

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
    const handle = await this.#open(path);
    try {
      const status = await handle.stat();
      if (!status.isFile()) throw new Error(`${file} is not a regular file`);
      return { bytes: await readBeginning(handle, Math.min(status.size, limit)), size: status.size };
    } finally {
      await handle.close();
    }
  }

  #resolve(path: string): string {
    const absolute = join(this.#root, path);
    if (!isWithin(this.#root, absolute)) throw new Error(`${path} lies outside the folder`);
    return absolute;
  }

  /** Opens a file; a link is opened only when it stays within the folder. */
  async #open(path: string): Promise<FileHandle> {
    if (noFollow !== 0) {
      try {
        return await open(path, constants.O_RDONLY | noFollow);
      } catch (error) {
        // ELOOP is what Linux and macOS say of a link here; FreeBSD says EMLINK.
        if (!hasCode(error, 'ELOOP') && !hasCode(error, 'EMLINK')) throw error;
      }
    } else if (!(await lstat(path)).isSymbolicLink()) {
      return open(path);
    }
    const target = await realpath(path);
    if (!isWithin(await this.#rootOnDisk(), target)) throw new Error(`${path} is a link out of the folder`);
    return open(target, constants.O_RDONLY | noFollow);
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

async function readBeginning(handle: FileHandle, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
