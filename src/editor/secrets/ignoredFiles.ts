import { IgnoreRules } from '../../core/project/ignoredPaths.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import { isExcludedFile, isExcludedFolder } from '../../core/secrets/excludedPaths.ts';
import type { WorkspaceReader } from '../../core/ports.ts';

const gitignoreLimit = 262_144;

/**
 * Whether a scan of the folder looks at a single path, which a change of it asks. Reads the .gitignore files on the way
 * to it, each once; a virtual environment is not told from other folders.
 */
export class IgnoredFiles {
  readonly #reader: WorkspaceReader;
  readonly #texts = new Map<string, Promise<string | undefined>>();

  constructor(reader: WorkspaceReader) {
    this.#reader = reader;
  }

  async includes(path: string): Promise<boolean> {
    const parts = path.split('/');
    if (isExcludedFile(path) || parts.slice(0, -1).some(isExcludedFolder)) return false;
    let rules = IgnoreRules.none;
    for (let count = 0; count < parts.length; count++) {
      const folder = parts.slice(0, count).join('/');
      const text = await this.#gitignore(folder);
      if (text !== undefined) rules = rules.within(folder, text);
      const next = parts.slice(0, count + 1).join('/');
      if (rules.ignores(next, count + 1 < parts.length)) return false;
    }
    return true;
  }

  /** Forgets the .gitignore files that were read. */
  reset(): void {
    this.#texts.clear();
  }

  #gitignore(folder: string): Promise<string | undefined> {
    const path = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
    let text = this.#texts.get(path);
    if (!text) {
      // Most folders have none.
      text = this.#reader.read(path, gitignoreLimit).then(
        ({ bytes }) => decodeText(bytes).text,
        () => undefined,
      );
      this.#texts.set(path, text);
    }
    return text;
  }
}
