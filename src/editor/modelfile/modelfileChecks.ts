import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { OllamaService } from '../ollama/ollamaService.ts';
import type { Reporter } from '../report.ts';
import { isLinted } from '../secrets/lintTargets.ts';
import { checkModelfile, knownModels, type CheckedModelfile } from './checkModelfile.ts';
import { modelfileDiagnostic } from './modelfileDiagnostic.ts';

/** After the last keystroke; long enough not to mark half a word, short enough to be seen as at once. */
const quietMs = 200;
/** After files changed: a checkout or a download changes many. */
const filesQuietMs = 500;

/** The last look at a document. It holds for one version of it, and for one state of files and models. */
interface LastCheck {
  readonly version: number;
  readonly round: number;
  readonly result: Promise<CheckedModelfile>;
}

/** Marks what is wrong in open Modelfiles: when they are opened or changed, and when files or models change. */
export class ModelfileChecks implements vscode.Disposable {
  readonly #languageId: string;
  readonly #ollama: OllamaService;
  readonly #reporter: Reporter;
  readonly #disposables = new Disposables();
  readonly #collection = this.#disposables.add(
    vscode.languages.createDiagnosticCollection('aiStack.modelfile'),
  );
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #last = new WeakMap<vscode.TextDocument, LastCheck>();
  #open = new Set<vscode.TextDocument>();
  #watcher: vscode.Disposable | undefined;
  #round = 0;
  #models = '';

  constructor(languageId: string, ollama: OllamaService, reporter: Reporter) {
    this.#languageId = languageId;
    this.#ollama = ollama;
    this.#reporter = reporter;
    const { workspace } = vscode;
    [
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#plan(document, quietMs);
      }),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      workspace.onDidGrantWorkspaceTrust(() => this.#again(0)),
      ollama.onDidChange(() => this.#modelsChanged()),
    ].forEach((each) => this.#disposables.add(each));
    for (const document of workspace.textDocuments) this.#opened(document);
  }

  /** What is known of the document as it stands now. */
  current(document: vscode.TextDocument): Promise<CheckedModelfile> {
    const last = this.#last.get(document);
    if (last?.version === document.version && last.round === this.#round) return last.result;
    const result = checkModelfile(document, knownModels(this.#ollama));
    this.#last.set(document, { version: document.version, round: this.#round, result });
    return result;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#watcher?.dispose();
    this.#disposables.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.languageId !== this.#languageId || !isLinted(document.uri)) return;
    this.#open.add(document);
    this.#watcher ??= this.#watch();
    this.#plan(document, 0);
  }

  /** Also when the document became one of another language, and before it is opened under another name. */
  #closed(document: vscode.TextDocument): void {
    if (!this.#open.delete(document)) return;
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    this.#collection.delete(document.uri);
    if (this.#open.size > 0) return;
    this.#watcher?.dispose();
    this.#watcher = undefined;
  }

  #plan(document: vscode.TextDocument, delayMs: number): void {
    if (!this.#open.has(document)) return;
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => {
        this.#timers.delete(document);
        void this.#reporter.passive('Checking a Modelfile', () => this.#check(document));
      }, delayMs),
    );
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const round = this.#round;
    const { diagnostics } = await this.current(document);
    // A newer version, or a newer look at the files, has a check of its own planned.
    if (!this.#open.has(document) || document.version !== version || round !== this.#round) return;
    this.#collection.set(
      document.uri,
      diagnostics.map((each) => modelfileDiagnostic(document, each)),
    );
  }

  #again(delayMs: number): void {
    this.#round++;
    for (const document of this.#open) this.#plan(document, delayMs);
  }

  /** The service also tells of what is running, which is of no interest here. */
  #modelsChanged(): void {
    const { installed = [], serverVersion = '' } = knownModels(this.#ollama);
    const models = [serverVersion, ...installed].join('\n');
    if (models === this.#models) return;
    this.#models = models;
    this.#again(0);
  }

  #watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const changed = (uri: vscode.Uri): void => void this.#fileChanged(uri);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }

  /** Looks again only where an open Modelfile names the file, what is in it or what it is in. */
  async #fileChanged(uri: vscode.Uri): Promise<void> {
    const path = uri.toString();
    for (const document of this.#open) {
      const found = (await this.#last.get(document)?.result.catch(() => undefined))?.found;
      const named = [...(found?.values() ?? [])].map((each) => each.uri.toString());
      if (named.some((each) => each === path || isIn(each, path) || isIn(path, each))) {
        this.#again(filesQuietMs);
        return;
      }
    }
  }
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
