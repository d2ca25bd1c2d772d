import * as vscode from 'vscode';
import type { FileSecrets, ShownSecret } from './fileSecrets.ts';

/** What the last scan of the workspace looked at. */
export interface ScanSummary {
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
  readonly files: number;
  /** True when the user stopped it, so that files are missing. */
  readonly cancelled: boolean;
}

/**
 * The findings of open documents and of the last scan of the workspace. What is open goes before what a scan read from
 * disk. Holds no secret.
 */
export class SecretStore implements vscode.Disposable {
  readonly onDidChange: vscode.Event<readonly string[]>;
  readonly #changed = new vscode.EventEmitter<readonly string[]>();
  readonly #open = new Map<string, readonly ShownSecret[]>();
  readonly #scanned = new Map<string, readonly ShownSecret[]>();
  #summary: ScanSummary | undefined;
  #scanning = false;

  constructor() {
    this.onDidChange = this.#changed.event;
  }

  /** Undefined until the workspace was scanned. */
  get summary(): ScanSummary | undefined {
    return this.#summary;
  }

  get scanning(): boolean {
    return this.#scanning;
  }

  /** The findings of a document; undefined for one that was not looked at. */
  of(uri: string): readonly ShownSecret[] | undefined {
    return this.#open.get(uri) ?? this.#scanned.get(uri);
  }

  /** Everything with findings, in no order. */
  files(): FileSecrets[] {
    const uris = new Set([...this.#open.keys(), ...this.#scanned.keys()]);
    return [...uris].flatMap((uri) => {
      const secrets = this.of(uri) ?? [];
      return secrets.length === 0 ? [] : [{ uri, secrets }];
    });
  }

  /** Sets what was found in an open document. */
  setOpen(uri: string, secrets: readonly ShownSecret[]): void {
    this.#open.set(uri, secrets);
    this.#changed.fire([uri]);
  }

  /** Forgets what was found in a document that is open no more; a scan's findings of its file come back. */
  close(uri: string): void {
    if (this.#open.delete(uri)) this.#changed.fire([uri]);
  }

  /** Sets what stands in files on disk; files without findings are forgotten. */
  setScanned(files: readonly FileSecrets[]): void {
    for (const { uri, secrets } of files) {
      if (secrets.length === 0) this.#scanned.delete(uri);
      else this.#scanned.set(uri, secrets);
    }
    this.#changed.fire(files.map(({ uri }) => uri));
  }

  /** Forgets files that are gone, or lie in folders that are; VS Code may keep their documents for a while. */
  forget(uris: readonly string[]): void {
    const gone = (uri: string): boolean => uris.some((each) => uri === each || uri.startsWith(`${each}/`));
    const dropped = [...this.#scanned.keys(), ...this.#open.keys()].filter(gone);
    for (const uri of dropped) {
      this.#scanned.delete(uri);
      this.#open.delete(uri);
    }
    if (dropped.length > 0) this.#changed.fire(dropped);
  }

  beginScan(): void {
    this.#scanning = true;
    this.#changed.fire([]);
  }

  /** Replaces the findings of the scan before, unless this one did not come to its end. */
  endScan(files: readonly FileSecrets[] | undefined, summary: ScanSummary | undefined): void {
    this.#scanning = false;
    const before = [...this.#scanned.keys()];
    if (files) {
      this.#scanned.clear();
      for (const { uri, secrets } of files) if (secrets.length > 0) this.#scanned.set(uri, secrets);
    }
    this.#summary = summary ?? this.#summary;
    this.#changed.fire([...new Set([...before, ...this.#scanned.keys()])]);
  }

  /** Back to the state before any scan. */
  clearScan(): void {
    const before = [...this.#scanned.keys()];
    this.#scanned.clear();
    this.#scanning = false;
    this.#summary = undefined;
    this.#changed.fire(before);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
