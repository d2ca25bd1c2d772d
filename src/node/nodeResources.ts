// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ResourceReader } from '../core/ports.ts';

/**
 * The folder of our own package.json. Found from this module upward, because the bundler may put the module in
 * `dist/` or in `dist/chunks/`, and tests run it from `src/`.
 */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'media'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json with a media folder above ${start}`);
  }
}

/** Reads the files in `media/`. */
export class NodeResources implements ResourceReader {
  readonly #root: string;

  /** `root` is the folder that holds `media`, where the caller knows it. */
  constructor(root = packageRoot()) {
    this.#root = root;
  }

  readText(path: string): Promise<string> {
    return readFile(join(this.#root, 'media', path), 'utf8');
  }
}
