import { decodeText } from '../../../project/decodeText.ts';
import { evidenceText } from '../../../project/evidenceText.ts';
import type { Evidence } from '../../../project/facts.ts';
import { FolderListing } from '../../../project/folderListing.ts';
import type { WorkspaceReader } from '../../../ports.ts';

/** Files listed at the most; those near the root come first. */
const mostFiles = 20_000;

/** Bytes read of one file, unless told. */
const usualLimit = 256 * 1024;

/** The files of the folder, each read once. Texts come without byte order mark and with LF line ends. */
export class ProjectFiles {
  /** Relative, `/` between segments, nearest to the root first, then by name. */
  readonly paths: readonly string[];
  readonly #reader: WorkspaceReader;
  readonly #known: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;
  readonly #texts = new Map<string, Promise<string | undefined>>();

  private constructor(reader: WorkspaceReader, paths: readonly string[]) {
    this.#reader = reader;
    this.paths = nearestFirst(paths);
    this.#known = new Set(paths);
    this.#folders = foldersOf(paths);
  }

  /** `listed` are the folder's files, where they are known already. */
  static async of(reader: WorkspaceReader, listed?: readonly string[]): Promise<ProjectFiles> {
    const paths = listed ?? (await new FolderListing(reader, mostFiles).walk(''));
    return new ProjectFiles(reader, paths.slice(0, mostFiles));
  }

  has(path: string): boolean {
    return this.#known.has(path);
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** Names of files and folders right in a folder (`''`: the root), in a stable order. */
  namesIn(folder: string): string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = this.paths
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).split('/', 1)[0] ?? '');
    return [...new Set(names)].sort();
  }

  /** The text of a file, listed or not (`.git/config`); undefined where there is none or it is not text. */
  text(path: string, limit = usualLimit): Promise<string | undefined> {
    const known = this.#texts.get(path);
    if (known) return known;
    const text = this.#read(path, limit);
    this.#texts.set(path, text);
    return text;
  }

  /** Bytes of a file; undefined where it cannot be read. */
  async size(path: string): Promise<number | undefined> {
    try {
      return (await this.#reader.read(path, 1)).size;
    } catch {
      return undefined;
    }
  }

  async #read(path: string, limit: number): Promise<string | undefined> {
    try {
      const { bytes, size } = await this.#reader.read(path, limit);
      const { text, binary } = decodeText(bytes, size > bytes.length);
      return binary ? undefined : text.replace(/\r\n?/g, '\n');
    } catch {
      return undefined;
    }
  }
}

/** The line of an offset as evidence. */
export function evidenceAt(file: string, text: string, offset: number): Evidence {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  const end = text.indexOf('\n', offset);
  return {
    file,
    line: before.split('\n').length,
    text: evidenceText(text.slice(start, end < 0 ? text.length : end)),
  };
}

/** A line, 1-based, as evidence. */
export function evidenceOfLine(file: string, text: string, line: number): Evidence {
  return { file, line, text: evidenceText(text.split('\n', line)[line - 1] ?? '') };
}

/** A file as evidence, where no line of it says more than another. */
export function evidenceOfFile(file: string): Evidence {
  return { file, line: 1, text: file };
}

function nearestFirst(paths: readonly string[]): string[] {
  return paths
    .map((path) => ({ path, depth: path.split('/').length }))
    .sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ path }) => path);
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    // Where a folder is known, those above it are, too.
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
