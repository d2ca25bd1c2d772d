import type * as vscode from 'vscode';
import type { Cancellation, WorkspaceReader } from '../../core/ports.ts';
import { FolderListing } from '../../core/project/folderListing.ts';
import { isExcludedFile, isExcludedFolder } from '../../core/secrets/excludedPaths.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import { scanPaths } from '../../node/secretScan/scanPaths.ts';
import { fileUri, pathIn, VirtualReader } from '../project/folderReader.ts';
import { setting } from '../settings.ts';
import type { FileSecrets } from './fileSecrets.ts';
import { IgnoredFiles } from './ignoredFiles.ts';
import type { LintEngine } from './lintEngine.ts';

/** How far a scan is. */
export interface ScanProgress {
  readonly files: number;
  /** Files with findings. */
  readonly found: number;
}

/** What came of one folder. */
export interface FolderScan {
  readonly secrets: readonly FileSecrets[];
  readonly files: number;
  /** What could not be scanned, as sentences for the log. */
  readonly notes: readonly string[];
}

const megabyte = 1024 * 1024;
/** How long the extension host is kept from other work at a time, in milliseconds. */
const sliceMs = 30;

/** Scans the files of one workspace folder: on disk in threads of their own, elsewhere through VS Code, in slices. */
export class FolderSecrets {
  readonly #folder: vscode.WorkspaceFolder;
  readonly #engine: LintEngine;
  readonly #reader: WorkspaceReader;
  readonly #ignored: IgnoredFiles;

  constructor(folder: vscode.WorkspaceFolder, engine: LintEngine) {
    this.#folder = folder;
    this.#engine = engine;
    const { uri } = folder;
    this.#reader = uri.scheme === 'file' ? new NodeWorkspace(uri.fsPath) : new VirtualReader(uri);
    this.#ignored = new IgnoredFiles(this.#reader);
  }

  async scan(
    cancellation: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<FolderScan> {
    this.#ignored.reset();
    const { uri } = this.#folder;
    return uri.scheme === 'file'
      ? this.#scanDisk(cancellation, progress)
      : this.#scanVirtual(cancellation, progress);
  }

  /** The findings of single files that were created or changed; files that a scan leaves out have none. */
  async scanFiles(uris: readonly vscode.Uri[], cancellation: Cancellation): Promise<FileSecrets[]> {
    const changed: FileSecrets[] = [];
    for (const uri of uris) {
      if (cancellation.isCancellationRequested) break;
      const path = pathIn(this.#folder.uri, uri);
      if (path === undefined) continue;
      if (/(?:^|\/)\.gitignore$/.test(path)) this.#ignored.reset();
      const secrets = (await this.#ignored.includes(path)) ? await this.#lint(path) : undefined;
      changed.push({ uri: uri.toString(), secrets: secrets ?? [] });
    }
    return changed;
  }

  /** Threads find out which files hold secrets; what is shown of these few is worked out here, as for open documents. */
  async #scanDisk(
    cancellation: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<FolderScan> {
    const abort = new AbortController();
    const stop = cancellation.onCancellationRequested(() => abort.abort());
    if (cancellation.isCancellationRequested) abort.abort();
    let found = 0;
    let files = 0;
    const result = await scanPaths([{ folder: this.#folder.uri.fsPath, prefix: '' }], {
      setup: await this.#engine.policies.setup(this.#folder.uri),
      signal: abort.signal,
      onFound: () => progress({ files, found: ++found }),
      onProgress: (now) => {
        ({ files } = now);
        progress({ files, found });
      },
    });
    stop.dispose();
    const secrets: FileSecrets[] = [];
    for (const { file } of result.found) {
      const shown = await this.#lint(file);
      if (shown && shown.length > 0)
        secrets.push({ uri: fileUri(this.#folder.uri, file).toString(), secrets: shown });
    }
    return {
      secrets,
      files: result.files,
      notes: result.notes.map(({ file, reason }) => `${file}: ${reason}`),
    };
  }

  async #scanVirtual(
    cancellation: vscode.CancellationToken,
    progress: (progress: ScanProgress) => void,
  ): Promise<FolderScan> {
    const { uri } = this.#folder;
    const listing = new FolderListing(
      this.#reader,
      setting('aiStack.detection.maxFiles', uri),
      isExcludedFolder,
    );
    const paths = (await listing.walk('', cancellation)).filter((path) => !isExcludedFile(path));
    const secrets: FileSecrets[] = [];
    const notes = listing.truncated
      ? ['The folder has more files than aiStack.detection.maxFiles allows.']
      : [];
    let files = 0;
    let sliceEnd = Date.now() + sliceMs;
    for (const path of paths) {
      if (cancellation.isCancellationRequested) break;
      const shown = await this.#lint(path);
      if (shown) files++;
      else notes.push(`${path}: unreadable or too large`);
      if (shown && shown.length > 0) secrets.push({ uri: fileUri(uri, path).toString(), secrets: shown });
      progress({ files, found: secrets.length });
      if (Date.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = Date.now() + sliceMs;
    }
    return { secrets, files, notes };
  }

  /** Undefined for what cannot be read or is too large. */
  async #lint(path: string): Promise<FileSecrets['secrets'] | undefined> {
    const uri = fileUri(this.#folder.uri, path);
    const limit = setting('aiStack.secrets.maxFileSize', uri) * megabyte;
    try {
      const { bytes, size } = await this.#reader.read(path, limit);
      return size > limit ? undefined : await this.#engine.lintFile(uri, bytes);
    } catch {
      // Files vanish and forbid their reading all the time.
      return undefined;
    }
  }
}
