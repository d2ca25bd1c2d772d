import type { Cancellation, WorkspaceReader } from '../ports.ts';
import { assessProject, compareText } from './assessProject.ts';
import type { Inclusion, Problem } from './clue.ts';
import type { Project, ProjectFacts } from './facts.ts';
import { FolderListing } from './folderListing.ts';
import { inParallel } from './inParallel.ts';
import { readFile, type FileEntry } from './readFile.ts';
import { readerFor } from './readers.ts';
import { splitProjects } from './splitProjects.ts';

export interface ProjectIndexOptions {
  /** Files looked at before the walk stops; 50,000 unless told. */
  readonly maxFiles?: number;
}

/** Included files follow each other so far at the most. */
const longestInclusion = 20;

/**
 * The facts of one workspace folder, kept file by file so that a change costs the reading of what changed. Not safe
 * for concurrent use: await one call before the next.
 */
export class ProjectIndex {
  readonly #reader: WorkspaceReader;
  readonly #maxFiles: number;
  #listing: FolderListing;
  #files = new Map<string, FileEntry>();
  /** Files that are read because another names them. */
  #included = new Map<string, Inclusion>();
  #facts: ProjectFacts | undefined;

  constructor(reader: WorkspaceReader, options: ProjectIndexOptions = {}) {
    this.#reader = reader;
    this.#maxFiles = options.maxFiles ?? 50_000;
    this.#listing = new FolderListing(reader, this.#maxFiles);
  }

  /** Reads everything anew. When cancelled, what was read before stays in force. */
  async scan(cancellation?: Cancellation): Promise<void> {
    const listing = new FolderListing(this.#reader, this.#maxFiles);
    const paths = await listing.walk('', cancellation);
    const files = new Map<string, FileEntry>();
    const included = new Map<string, Inclusion>();
    await this.#readInto(files, paths, cancellation);
    await this.#followIncludes(files, included, cancellation);
    if (cancellation?.isCancellationRequested === true) return;
    this.#listing = listing;
    this.#files = files;
    this.#included = included;
    this.#facts = undefined;
  }

  /** Takes in that files or folders were created, changed or deleted. Paths that are left out cost nothing. */
  async update(paths: readonly string[], cancellation?: Cancellation): Promise<void> {
    if (paths.some((path) => path === '' || path === '.gitignore' || path.endsWith('/.gitignore'))) {
      return this.scan(cancellation);
    }
    const changed = new Set<string>();
    for (const path of paths) {
      for (const known of this.#files.keys()) if (known.startsWith(`${path}/`)) this.#files.delete(known);
      this.#files.delete(path);
      for (const file of await this.#filesAt(path, cancellation)) changed.add(file);
    }
    await this.#readInto(this.#files, [...changed], cancellation);
    await this.#followIncludes(this.#files, this.#included, cancellation);
    this.#facts = undefined;
  }

  /** The facts as of the last scan or update; the machine is added by the caller. */
  facts(): ProjectFacts {
    this.#facts ??= this.#assess();
    return this.#facts;
  }

  /** A path as files: itself, those of a new folder, or none when it is gone or left out. */
  async #filesAt(path: string, cancellation?: Cancellation): Promise<string[]> {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const entries = await this.#reader.list(parent).catch(() => []);
    const entry = entries.find((each) => each.name === path.slice(parent === '' ? 0 : parent.length + 1));
    if (entry?.kind === 'directory')
      return this.#listing.includes(path, true) ? this.#listing.walk(path, cancellation) : [];
    if (entry?.kind !== 'file') return [];
    return this.#included.has(path) || this.#listing.includes(path, false) ? [path] : [];
  }

  async #readInto(
    files: Map<string, FileEntry>,
    paths: readonly string[],
    cancellation?: Cancellation,
  ): Promise<void> {
    const wanted = paths.filter((path) => readerFor(path) !== undefined);
    const entries = await inParallel(wanted, async (path) =>
      cancellation?.isCancellationRequested === true ? undefined : readFile(this.#reader, path),
    );
    entries.forEach((entry, at) => {
      const path = wanted[at];
      if (entry && path !== undefined) files.set(path, entry);
    });
  }

  /** Reads the files that others name, until no new ones are named; each once, so that circles end. */
  async #followIncludes(
    files: Map<string, FileEntry>,
    included: Map<string, Inclusion>,
    cancellation?: Cancellation,
  ): Promise<void> {
    let sources: Iterable<FileEntry> = [...files.values()];
    for (let step = 0; step < longestInclusion; step++) {
      const wanted = [...sources].flatMap((entry) => entry.includes).filter((each) => !files.has(each.path));
      const fresh = [...new Map(wanted.map((each) => [each.path, each])).values()];
      if (fresh.length === 0 || cancellation?.isCancellationRequested === true) return;
      const entries = await inParallel(fresh, (each) => readFile(this.#reader, each.path, each));
      sources = entries.filter((entry) => entry !== undefined);
      fresh.forEach((inclusion, at) => {
        const entry = entries[at];
        if (!entry) return;
        files.set(inclusion.path, entry);
        included.set(inclusion.path, inclusion);
      });
    }
  }

  #assess(): ProjectFacts {
    const projects: Project[] = [];
    for (const { path, files } of splitProjects(this.#files)) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const project = assessProject(path === '' ? '.' : path, name, files);
      if (path === '' || project.technologies.length > 0) projects.push(project);
    }
    return {
      projects,
      problems: this.#problems(),
      truncated: this.#listing.truncated || [...this.#files.values()].some((entry) => entry.sampled),
      filesListed: this.#listing.listed,
      filesRead: this.#files.size,
    };
  }

  #problems(): Problem[] {
    const problems = [...this.#files.values()].flatMap((entry) => entry.problems);
    return problems.sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
  }
}
