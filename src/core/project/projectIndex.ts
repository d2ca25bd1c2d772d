import type { Cancellation, DirectoryEntry, WorkspaceReader } from '../ports.ts';
import { assessProject, compareText } from './assessProject.ts';
import type { Problem } from './clue.ts';
import type { Project, ProjectFacts } from './facts.ts';
import { FolderListing, isWithin } from './folderListing.ts';
import { followInclusions, type IncludedFile } from './followInclusions.ts';
import { inParallel } from './inParallel.ts';
import { fetchFile, understandFile, type FetchedFile, type FileEntry } from './readFile.ts';
import { readerFor } from './readers.ts';
import { splitProjects } from './splitProjects.ts';

/** Files parsed in one go; other work of the host gets its turn in between. */
const batchSize = 128;

export interface ProjectIndexOptions {
  /** Files looked at before the walk stops; 50,000 unless told. */
  readonly maxFiles?: number;
}

/** What was read. Replaced as a whole, so that a call which is cancelled changes nothing. */
interface Reading {
  readonly files: ReadonlyMap<string, FileEntry>;
  /** Files that are read only because others name them. */
  readonly included: ReadonlyMap<string, IncludedFile>;
  readonly listed: number;
  readonly truncated: boolean;
}

const nothingRead: Reading = { files: new Map(), included: new Map(), listed: 0, truncated: false };

/**
 * The facts of one workspace folder, kept file by file so that a change costs the reading of what changed. Not safe
 * for concurrent use: await one call before the next.
 */
export class ProjectIndex {
  readonly #reader: WorkspaceReader;
  readonly #maxFiles: number;
  /** What cancelled calls left undone: `''` stands for everything. */
  readonly #pending = new Set<string>();
  #listing: FolderListing;
  #reading = nothingRead;
  #facts: ProjectFacts | undefined;

  constructor(reader: WorkspaceReader, options: ProjectIndexOptions = {}) {
    this.#reader = reader;
    this.#maxFiles = options.maxFiles ?? 50_000;
    this.#listing = new FolderListing(reader, this.#maxFiles);
  }

  /** Reads everything anew. When cancelled, what was read before stays in force. */
  async scan(cancellation?: Cancellation): Promise<void> {
    this.#pending.add('');
    const listing = new FolderListing(this.#reader, this.#maxFiles);
    const paths = await listing.walk('', cancellation);
    const files = new Map<string, FileEntry>();
    await this.#readInto(files, paths, cancellation);
    await this.#keep(listing, files, new Map(), cancellation);
  }

  /**
   * Takes in that files or folders were created, changed or deleted. Paths that are left out cost nothing. When
   * cancelled, what was read before stays in force, and the next call takes these changes in with its own. Where the
   * limit of files was reached, new files do not take the place of those left out until the next scan.
   */
  async update(paths: readonly string[], cancellation?: Cancellation): Promise<void> {
    for (const path of paths) if (this.#isLookedAt(path)) this.#pending.add(path);
    if ([...this.#pending].some(asksForScan)) return this.scan(cancellation);
    if (this.#pending.size === 0) return;
    const changed = new Set(this.#pending);
    this.#listing.forget(changed);
    const fresh = await this.#filesAt(changed, cancellation);
    const files = new Map(this.#reading.files);
    for (const path of files.keys()) if (isWithin(path, changed)) files.delete(path);
    const included = new Map(this.#reading.included);
    for (const path of included.keys()) if (isWithin(path, changed)) included.delete(path);
    await this.#readInto(files, fresh, cancellation);
    await this.#keep(this.#listing, files, included, cancellation);
  }

  /** The facts as of the last scan or update; the machine is added by the caller. */
  facts(): ProjectFacts {
    this.#facts ??= this.#assess();
    return this.#facts;
  }

  /** All files that are not left out, whether or not they say anything, in order. */
  paths(): readonly string[] {
    return [...this.#listing.files].sort();
  }

  /** False for paths that no reading could come from: most changes are to caches and build output. */
  #isLookedAt(path: string): boolean {
    if (this.#listing.includes(path, false) || this.#listing.includes(path, true)) return true;
    return [...this.#reading.included.keys()].some((each) => each === path || each.startsWith(`${path}/`));
  }

  /** The files that changed paths stand for: themselves, those of new folders, none where something is gone. */
  async #filesAt(paths: ReadonlySet<string>, cancellation?: Cancellation): Promise<Iterable<string>> {
    const folders = new Map<string, Promise<DirectoryEntry[]>>();
    const found = new Set<string>();
    const walked = new Set<string>();
    const walk = async (folder: string): Promise<void> => {
      if (isWithin(folder, walked) || !this.#listing.includes(folder, true)) return;
      walked.add(folder);
      for (const file of await this.#listing.walk(folder, cancellation)) found.add(file);
    };
    // Folders come before what is in them.
    for (const path of [...paths].sort()) {
      if (isCancelled(cancellation)) break;
      const unlisted = this.#listing.unlistedFolder(path);
      if (unlisted !== undefined) {
        await walk(unlisted);
        continue;
      }
      const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      const listed = folders.get(parent) ?? this.#reader.list(parent).catch(() => []);
      folders.set(parent, listed);
      const name = path.slice(path.lastIndexOf('/') + 1);
      const kind = (await listed).find((entry) => entry.name === name)?.kind;
      if (kind === 'directory') await walk(path);
      if (kind !== 'file' || !this.#listing.includes(path, false)) continue;
      this.#listing.add(path);
      if (this.#listing.has(path)) found.add(path);
    }
    return found;
  }

  async #readInto(
    files: Map<string, FileEntry>,
    paths: Iterable<string>,
    cancellation?: Cancellation,
  ): Promise<void> {
    const wanted = [...paths].filter((path) => readerFor(path) !== undefined);
    const fetchFrom = (start: number): Promise<(FetchedFile | undefined)[]> =>
      inParallel(wanted.slice(start, start + batchSize), (path) => fetchFile(this.#reader, path));
    let ahead = fetchFrom(0);
    for (let start = 0; start < wanted.length && !isCancelled(cancellation); start += batchSize) {
      const batch = await ahead;
      // The disk works on the next files while these are parsed.
      ahead = fetchFrom(start + batchSize);
      for (const fetched of batch) if (fetched) files.set(fetched.path, understandFile(fetched));
    }
    await ahead;
  }

  /** Reads what the files include, and puts all of it in force unless the call was cancelled. */
  async #keep(
    listing: FolderListing,
    files: ReadonlyMap<string, FileEntry>,
    earlier: ReadonlyMap<string, IncludedFile>,
    cancellation?: Cancellation,
  ): Promise<void> {
    if (isCancelled(cancellation)) return;
    const included = await followInclusions(this.#reader, files, earlier);
    if (isCancelled(cancellation)) return;
    this.#listing = listing;
    this.#reading = { files, included, listed: listing.listed, truncated: listing.truncated };
    this.#pending.clear();
    this.#facts = undefined;
  }

  #assess(): ProjectFacts {
    const { included, listed, truncated } = this.#reading;
    const files = new Map(this.#reading.files);
    for (const [path, { entry }] of included) files.set(path, entry);
    const projects: Project[] = [];
    for (const { path, files: own } of splitProjects(files)) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const project = assessProject(path === '' ? '.' : path, name, own);
      if (path === '' || project.technologies.length > 0) projects.push(project);
    }
    const entries = [...files.values()];
    return {
      projects,
      problems: entries.flatMap((entry) => entry.problems).sort(byPlace),
      truncated: truncated || entries.some((entry) => entry.sampled),
      filesListed: listed,
      filesRead: files.size,
    };
  }
}

/** What decides on other files: rules of git, and the mark of a virtual environment. */
function asksForScan(path: string): boolean {
  return path === '' || /(?:^|\/)(?:\.gitignore|pyvenv\.cfg)$/.test(path);
}

function isCancelled(cancellation: Cancellation | undefined): boolean {
  return cancellation?.isCancellationRequested === true;
}

function byPlace(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.message, b.message)
  );
}
