import * as vscode from 'vscode';
import type { FolderResult } from '../tree/model/folderResult.ts';
import { failedResult } from '../tree/model/folderResult.ts';
import type { MachineFacts } from '../../core/project/machine.ts';
import type { Reporter } from '../report.ts';
import type { ChangeKind } from './changeFilter.ts';
import type { Detection, OverrideProblem } from './detection.ts';
import { pathIn } from './folderReader.ts';

const delayMs = 400;
/** With more changed files than this (a checkout, a pull) reading everything anew is quicker and surer. */
const mostChanges = 2_000;

/**
 * The facts of one workspace folder, kept up to date. One piece of work runs at a time; a refresh cancels the
 * work before it, and a result that comes after a newer refresh began is dropped.
 */
export class FolderModel implements vscode.Disposable {
  readonly folder: vscode.WorkspaceFolder;
  readonly onDidChange: vscode.Event<void>;
  /** Fires with the paths that were read again; without any after the whole folder was. */
  readonly onDidRead: vscode.Event<readonly string[] | undefined>;
  result: FolderResult | undefined;
  overrideProblems: readonly OverrideProblem[] = [];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #read = new vscode.EventEmitter<readonly string[] | undefined>();
  readonly #createDetection: () => Promise<Detection>;
  readonly #machine: () => MachineFacts | undefined;
  readonly #reporter: Reporter;
  readonly #watcher: vscode.FileSystemWatcher;
  readonly #pending = new Set<string>();
  #detection: Detection | undefined;
  #cancellation = new vscode.CancellationTokenSource();
  #generation = 0;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #running = 0;
  #scans = 0;

  constructor(
    folder: vscode.WorkspaceFolder,
    last: FolderResult | undefined,
    sources: {
      createDetection: () => Promise<Detection>;
      machine: () => MachineFacts | undefined;
      reporter: Reporter;
    },
  ) {
    this.folder = folder;
    this.result = last;
    this.onDidChange = this.#changed.event;
    this.onDidRead = this.#read.event;
    this.#createDetection = sources.createDetection;
    this.#machine = sources.machine;
    this.#reporter = sources.reporter;
    this.#watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
    this.#watcher.onDidCreate((uri) => this.touch(uri, 'appeared'));
    this.#watcher.onDidChange((uri) => this.touch(uri, 'changed'));
    this.#watcher.onDidDelete((uri) => this.touch(uri, 'vanished'));
  }

  /** True while the whole folder is being read. */
  get scanning(): boolean {
    return this.#scans > 0;
  }

  /** True while files are being read, or about to be because some changed. */
  get busy(): boolean {
    return this.#running > 0 || this.#timer !== undefined;
  }

  /** What was read; undefined before the first reading. */
  get detection(): Detection | undefined {
    return this.#detection;
  }

  /** True when the result comes from this session's reading and not from the last one. */
  get fresh(): boolean {
    return this.#detection !== undefined;
  }

  /** Resolves when everything that is known to have changed has been read. */
  async idle(): Promise<void> {
    while (this.busy) {
      if (this.#timer) this.#flush();
      await this.#work;
    }
  }

  /** Reads the folder anew. */
  async refresh(): Promise<void> {
    this.#supersede();
    const generation = this.#generation;
    this.#scans++;
    this.#changed.fire();
    await this.#run(generation, async (cancellation) => {
      const detection = await this.#createDetection();
      await detection.scan(cancellation);
      if (generation !== this.#generation) return;
      this.#detection = detection;
      this.#read.fire(undefined);
    });
    this.#scans--;
    this.#changed.fire();
  }

  /** Takes note of a change on disk or in an editor. Nothing is noted before the first reading. */
  touch(uri: vscode.Uri, kind: ChangeKind): void {
    const path = pathIn(this.folder.uri, uri);
    const concerned = this.#detection?.concerns(path ?? '', kind) ?? this.#running > 0;
    if (path === undefined || !concerned) return;
    this.#pending.add(path);
    // Counted from the first change, so that a file that changes all the time does not put the reading off.
    this.#timer ??= setTimeout(() => this.#flush(), delayMs);
  }

  /** Works out the result from what has been read; the machine may have changed. */
  redraw(): void {
    if (!this.#detection) return;
    const { overrideProblems, ...content } = this.#detection.result(this.#machine());
    this.overrideProblems = overrideProblems;
    this.result = { folder: this.folder.uri.toString(), name: this.folder.name, ...content };
    this.#changed.fire();
  }

  dispose(): void {
    this.#supersede();
    this.#watcher.dispose();
    this.#changed.dispose();
    this.#read.dispose();
  }

  #supersede(): void {
    this.#generation++;
    this.#cancellation.cancel();
    this.#cancellation.dispose();
    this.#cancellation = new vscode.CancellationTokenSource();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending.clear();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const generation = this.#generation;
    void this.#run(generation, async (cancellation) => {
      const paths = [...this.#pending];
      this.#pending.clear();
      if (paths.length > mostChanges || !this.#detection) return void this.refresh();
      if (paths.length === 0) return;
      await this.#detection.update(paths, cancellation);
      this.#read.fire(paths);
    });
  }

  #run(generation: number, work: (cancellation: vscode.CancellationToken) => Promise<void>): Promise<void> {
    this.#running++;
    const title = `Reading ${this.folder.name}`;
    this.#work = this.#work.then(async () => {
      const { token } = this.#cancellation;
      const current = (): boolean => generation === this.#generation;
      const read = current() && (await this.#reporter.passive(title, () => work(token)));
      this.#running--;
      if (!current()) return;
      const drawn = read && (await this.#reporter.passive(title, () => this.redraw()));
      if (!drawn) this.#fail();
    });
    return this.#work;
  }

  #fail(): void {
    const failure = 'See the log of AI Stack for the cause.';
    this.result = failedResult(this.folder.uri.toString(), this.folder.name, failure);
    this.#changed.fire();
  }
}
