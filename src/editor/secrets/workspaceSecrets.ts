import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { Reporter } from '../report.ts';
import { FolderSecrets, type FolderScan, type ScanProgress } from './folderSecrets.ts';
import type { LintEngine } from './lintEngine.ts';
import type { ScanSummary, SecretStore } from './secretStore.ts';
import { secretsViewId } from './secretsView.ts';

const delayMs = 400;
/** With more changed files than this (a checkout, a pull) scanning everything anew is quicker. */
const mostChanges = 1_000;

/** The scan of the whole workspace. From the first one on its results follow the files. */
export class WorkspaceSecrets implements vscode.Disposable {
  readonly #store: SecretStore;
  readonly #engine: () => Promise<LintEngine>;
  readonly #reporter: Reporter;
  readonly #disposables = new Disposables();
  readonly #pending = new Map<string, vscode.Uri>();
  #watchers: Disposables | undefined;
  #folders: readonly FolderSecrets[] = [];
  #cancellation = new vscode.CancellationTokenSource();
  #timer: NodeJS.Timeout | undefined;
  /** The scan that the user waits for, or waited for last. */
  #asked: Promise<unknown> = Promise.resolve();
  /** Changed files are looked at one bunch after the other. */
  #changes: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  constructor(store: SecretStore, engine: () => Promise<LintEngine>, reporter: Reporter) {
    this.#store = store;
    this.#engine = engine;
    this.#reporter = reporter;
    this.#disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.rescan()));
  }

  /**
   * Scans all workspace folders because the user asked for it. A scan that is running is stopped first. Resolves to
   * undefined when another scan took this one's place.
   */
  scan(
    cancellation: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<ScanSummary | undefined> {
    const scan = this.#scan(cancellation, progress);
    this.#asked = scan.catch(() => undefined);
    return this.#keep(scan);
  }

  /** Scans again, without a word, when the workspace was scanned before; after a scan that the user waits for. */
  rescan(): Promise<unknown> {
    if (this.#store.summary === undefined && !this.#store.scanning) return Promise.resolve();
    const never = new vscode.CancellationTokenSource().token;
    const scan = (): Thenable<unknown> =>
      vscode.window.withProgress({ location: { viewId: secretsViewId } }, () =>
        this.#scan(never, () => undefined),
      );
    return this.#keep(
      this.#asked.then(() => this.#reporter.passive('Scanning the workspace for secrets', scan)),
    );
  }

  /** Resolves when no scan is running and everything that is known to have changed has been looked at. */
  async idle(): Promise<void> {
    while (this.#timer !== undefined || this.#running.size > 0) {
      if (this.#timer) this.#flush();
      await Promise.allSettled(this.#running);
    }
  }

  /** Forgets the results, and follows the files no more. */
  clear(): void {
    this.#cancellation.cancel();
    this.#cancellation = new vscode.CancellationTokenSource();
    this.#watchers?.dispose();
    this.#watchers = undefined;
    this.#store.clearScan();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cancellation.cancel();
    this.#watchers?.dispose();
    this.#disposables.dispose();
  }

  async #scan(
    cancellation: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<ScanSummary | undefined> {
    this.#cancellation.cancel();
    const own = new vscode.CancellationTokenSource();
    this.#cancellation = own;
    const stop = cancellation.onCancellationRequested(() => own.cancel());
    this.#store.beginScan();
    try {
      const engine = await this.#engine();
      this.#folders = (vscode.workspace.workspaceFolders ?? []).map(
        (folder) => new FolderSecrets(folder, engine),
      );
      this.#follow();
      const scans = await this.#scanFolders(own.token, progress);
      if (own !== this.#cancellation) return undefined;
      const files = scans.reduce((sum, scan) => sum + scan.files, 0);
      const summary = { finishedAt: Date.now(), files, cancelled: own.token.isCancellationRequested };
      this.#store.endScan(
        scans.flatMap(({ secrets }) => secrets),
        summary,
      );
      return summary;
    } catch (error) {
      if (own === this.#cancellation) this.#store.endScan(undefined, undefined);
      throw error;
    } finally {
      stop.dispose();
    }
  }

  /** Remembers work until it is done, for those who wait until all is. */
  #keep<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const forget = (): void => void this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  async #scanFolders(
    token: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<FolderScan[]> {
    const scans: FolderScan[] = [];
    let files = 0;
    let found = 0;
    for (const folder of this.#folders) {
      const scan = await folder.scan(token, (now) =>
        progress({ files: files + now.files, found: found + now.found }),
      );
      files += scan.files;
      found += scan.secrets.length;
      for (const note of scan.notes) this.#reporter.note(`Scanning for secrets: ${note}`);
      scans.push(scan);
    }
    return scans;
  }

  #follow(): void {
    this.#watchers?.dispose();
    const watchers = new Disposables();
    this.#watchers = watchers;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const watcher = watchers.add(
        vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**')),
      );
      const touch = (uri: vscode.Uri): void => this.#touch(uri);
      watchers.add(watcher.onDidCreate(touch));
      watchers.add(watcher.onDidChange(touch));
      watchers.add(watcher.onDidDelete((uri) => this.#store.forget([uri.toString()])));
    }
    // A virtual file system may tell of no changes; what is saved here is known in any case.
    watchers.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#touch(uri)));
  }

  #touch(uri: vscode.Uri): void {
    this.#pending.set(uri.toString(), uri);
    this.#timer ??= setTimeout(() => this.#flush(), delayMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uris = [...this.#pending.values()];
    this.#pending.clear();
    if (uris.length > mostChanges) return void this.rescan();
    const work = (): Promise<unknown> =>
      this.#reporter.passive('Scanning changed files for secrets', async () => {
        const never = { isCancellationRequested: false };
        for (const folder of this.#folders) this.#store.setScanned(await folder.scanFiles(uris, never));
      });
    this.#changes = this.#keep(this.#changes.then(work));
  }
}
