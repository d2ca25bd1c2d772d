// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import type { ModelFile, ModelFiles } from '../../../core/ollama/create/modelFile.ts';
import { modelFolder, refusePointer, type FolderFile } from './modelFolder.ts';

const chunkBytes = 1024 * 1024;
/** What the system says where there is nothing of that name, or where it cannot be a name. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE']);

/**
 * The files that a Modelfile names, on this machine. Paths are relative to the folder of the Modelfile, absolute, or
 * under `~`; the rules are those of the server's own command line (`expandPath` in `parser/parser.go`).
 */
export class NodeModelFiles implements ModelFiles {
  readonly #folder: string | undefined;

  /** Without a folder, as for a text that was never saved, only absolute paths lead anywhere. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  async find(value: string): Promise<readonly ModelFile[] | undefined> {
    const path = this.#expand(value);
    if (path === undefined) return undefined;
    try {
      const found = await this.#stat(path);
      if (!found) return undefined;
      if (found.isDirectory()) return (await modelFolder(path)).map(modelFile);
      if (!found.isFile()) throw new UserError(`${path} is no file.`, 'Name a file or a folder.');
      await refusePointer(path);
      return [modelFile({ name: basename(path), path: await realpath(path), sizeBytes: found.size })];
    } catch (error) {
      if (error instanceof UserError) throw error;
      const words = error instanceof Error ? error.message : String(error);
      throw new UserError(`${path} cannot be read: ${words}.`, 'Check that it is there and may be read.');
    }
  }

  async sha256(file: ModelFile, onBytes: (count: number) => void, signal: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of file.chunks()) {
      signal.throwIfAborted();
      hash.update(chunk);
      onBytes(chunk.length);
    }
    return hash.digest('hex');
  }

  async #stat(path: string): Promise<Stats | undefined> {
    try {
      return await stat(path);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (absent.has(code)) return undefined;
      throw error;
    }
  }

  #expand(value: string): string | undefined {
    if (isAbsolute(value) || /^[\\/]/.test(value)) return resolve(value);
    if (value === '~' || value.startsWith('~/')) return join(homedir(), value.slice(1));
    if (value.startsWith('~'))
      throw new UserError(`${value} is in the home folder of another user.`, 'Write the whole path.');
    return this.#folder === undefined ? undefined : join(this.#folder, value);
  }
}

function modelFile({ name, path, sizeBytes }: FolderFile): ModelFile {
  return {
    name,
    path,
    sizeBytes,
    chunks: () => createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>,
  };
}
