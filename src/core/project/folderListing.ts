import type { Cancellation, DirectoryEntry, WorkspaceReader } from '../ports.ts';
import { decodeText } from './decodeText.ts';
import { IgnoreRules, isIgnoredFolder, virtualEnvironmentMark } from './ignoredPaths.ts';
import { inParallel } from './inParallel.ts';

const gitignoreLimit = 256 * 1024;
/** No real project nests deeper; a tree that does was made to. */
const deepest = 60;

/**
 * Which files of a workspace folder are looked at: all but those that git, convention or a virtual environment
 * leaves out. Remembers the rules of each folder, so that later a single path can be judged without a new walk.
 */
export class FolderListing {
  readonly #reader: WorkspaceReader;
  readonly #maxFiles: number;
  readonly #isLeftOut: (name: string) => boolean;
  /** Rules within each folder that was listed. */
  readonly #rules = new Map<string, IgnoreRules>();
  /** Files that were listed, read or not. */
  readonly #files = new Set<string>();
  #truncated = false;

  /** `isLeftOut` says which folders are left out by their name alone. */
  constructor(reader: WorkspaceReader, maxFiles: number, isLeftOut = isIgnoredFolder) {
    this.#reader = reader;
    this.#maxFiles = maxFiles;
    this.#isLeftOut = isLeftOut;
  }

  /** How many files there are, read or not. */
  get listed(): number {
    return this.#files.size;
  }

  /** The paths of all files, read or not, in no order. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** True when the limit cut the walk short. Folders near the root come first. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Paths of the files within a folder that was not left out, level by level, in a stable order. */
  async walk(folder: string, cancellation?: Cancellation): Promise<string[]> {
    const files: string[] = [];
    let level = [folder];
    while (level.length > 0 && !this.#isFull()) {
      if (cancellation?.isCancellationRequested === true) break;
      const lists = await inParallel(level, (each) => this.#listFolder(each));
      const next: string[] = [];
      for (const list of lists) {
        if (list === undefined) continue;
        files.push(...this.#within(list.files));
        next.push(...list.folders);
      }
      level = next;
    }
    return files;
  }

  /** Takes in a single file of a folder that was listed. */
  add(file: string): void {
    if (this.#files.size >= this.#maxFiles && !this.#files.has(file)) this.#truncated = true;
    else this.#files.add(file);
  }

  /** Forgets paths and all that lies under them, until they are walked or added again. */
  forget(paths: ReadonlySet<string>): void {
    for (const file of this.#files) if (isWithin(file, paths)) this.#files.delete(file);
    for (const folder of this.#rules.keys()) if (isWithin(folder, paths)) this.#rules.delete(folder);
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The outermost folder on the way to a path that was never listed, or undefined when all of them were. */
  unlistedFolder(path: string): string | undefined {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1))
      if (!this.#rules.has(path.slice(0, at))) return path.slice(0, at);
    return undefined;
  }

  /** Whether a path is looked at, judged by the folders that were listed. */
  includes(path: string, isFolder: boolean): boolean {
    const parts = path.split('/');
    const folders = isFolder ? parts : parts.slice(0, -1);
    if (folders.length > deepest || folders.some(this.#isLeftOut)) return false;
    for (let count = 1; count <= parts.length; count++) {
      const part = parts.slice(0, count).join('/');
      const rules = this.#rulesAbove(part);
      if (rules.ignores(part, count < parts.length || isFolder)) return false;
    }
    return true;
  }

  #rulesAbove(path: string): IgnoreRules {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const rules = this.#rules.get(path.slice(0, at));
      if (rules) return rules;
    }
    return this.#rules.get('') ?? IgnoreRules.none;
  }

  /** A listing that was cut short has room again when files were forgotten. */
  #isFull(): boolean {
    return this.#truncated && this.#files.size >= this.#maxFiles;
  }

  #within(files: readonly string[]): readonly string[] {
    const room = this.#maxFiles - this.#files.size;
    if (files.length > room) this.#truncated = true;
    const taken = files.slice(0, Math.max(0, room));
    for (const file of taken) this.#files.add(file);
    return taken;
  }

  /** Undefined when the folder cannot be read, vanished, or is a virtual environment. */
  async #listFolder(folder: string): Promise<{ files: string[]; folders: string[] } | undefined> {
    let entries: DirectoryEntry[];
    try {
      entries = await this.#reader.list(folder);
    } catch {
      return undefined;
    }
    if (folder !== '' && entries.some((entry) => entry.name === virtualEnvironmentMark)) return undefined;
    const rules = await this.#rulesWithin(folder, entries);
    this.#rules.set(folder, rules);
    const files: string[] = [];
    const folders: string[] = [];
    for (const { name, kind } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        if (!this.#isLeftOut(name) && path.split('/').length <= deepest && !rules.ignores(path, true))
          folders.push(path);
      } else if (kind === 'file' && !rules.ignores(path, false)) files.push(path);
    }
    return { files, folders };
  }

  async #rulesWithin(folder: string, entries: readonly DirectoryEntry[]): Promise<IgnoreRules> {
    const above = folder === '' ? IgnoreRules.none : this.#rulesAbove(folder);
    if (!entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')) return above;
    try {
      const content = await this.#reader.read(
        folder === '' ? '.gitignore' : `${folder}/.gitignore`,
        gitignoreLimit,
      );
      return above.within(folder, decodeText(content.bytes).text);
    } catch {
      return above;
    }
  }
}

/** True for one of the paths, and for all that lies under one of them. */
export function isWithin(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(path)) return true;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (paths.has(path.slice(0, at))) return true;
  return false;
}
