import * as vscode from 'vscode';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { Disposables } from '../disposables.ts';
import type { Reporter } from '../report.ts';
import { setting } from '../settings.ts';
import { applyChanges, mergeRescan, planRescan, type KnownFindings } from './changedRegion.ts';
import type { LintEngine } from './lintEngine.ts';
import { isLinted } from './lintTargets.ts';
import type { SecretStore } from './secretStore.ts';

/** After the last keystroke; long enough not to scan half a word, short enough to be seen as at once. */
const quietMs = 200;
/** Who types without a pause still sees what was found. */
const longestWaitMs = 1_000;
/** UTF-16 code units up to which a document is scanned whole at each change: that takes a few milliseconds. */
const wholeLength = 262_144;
/** Up to here only the changed region is scanned while typing; beyond, documents wait until they are saved. */
const typingLength = 2_097_152;
const megabyte = 1_048_576;

/** What is pending and known of one open document. */
interface DocumentState {
  readonly document: vscode.TextDocument;
  timer?: NodeJS.Timeout;
  /** When the first change came that was not looked at yet; milliseconds. */
  waitingSince?: number;
  /** Kept for large documents only, where not all is scanned each time. */
  known?: KnownFindings;
}

/** Scans open documents when they are opened, changed or saved. */
export class DocumentLint implements vscode.Disposable {
  readonly #store: SecretStore;
  readonly #engine: () => Promise<LintEngine>;
  readonly #reporter: Reporter;
  readonly #disposables = new Disposables();
  readonly #states = new Map<vscode.TextDocument, DocumentState>();
  #work: Promise<unknown> = Promise.resolve();
  #running = 0;

  constructor(store: SecretStore, engine: () => Promise<LintEngine>, reporter: Reporter) {
    this.#store = store;
    this.#engine = engine;
    this.#reporter = reporter;
    const { workspace } = vscode;
    [
      workspace.onDidOpenTextDocument((document) => this.#plan(document, 0)),
      workspace.onDidChangeTextDocument((event) => this.#change(event)),
      workspace.onDidSaveTextDocument((document) => this.#plan(document, 0)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidDeleteFiles(({ files }) => store.forget(files.map(String))),
      workspace.onDidRenameFiles(({ files }) => store.forget(files.map(({ oldUri }) => String(oldUri)))),
      workspace.onDidOpenNotebookDocument((notebook) => this.#openNotebook(notebook)),
      workspace.onDidChangeNotebookDocument((event) => this.#changeCells(event)),
      workspace.onDidCloseNotebookDocument(({ uri }) => store.close(uri.toString())),
    ].forEach((each) => this.#disposables.add(each));
    this.lintAll();
  }

  /** Scans every open document anew, because settings or the policy changed. */
  lintAll(): void {
    for (const state of this.#states.values()) delete state.known;
    for (const document of vscode.workspace.textDocuments) this.#plan(document, 0);
    for (const notebook of vscode.workspace.notebookDocuments) this.#openNotebook(notebook);
  }

  /** Resolves when every change that is known of has been looked at. */
  async idle(): Promise<void> {
    const pending = (): DocumentState[] =>
      [...this.#states.values()].filter(({ timer }) => timer !== undefined);
    while (pending().length > 0 || this.#running > 0) {
      for (const state of pending()) this.#run(state);
      await this.#work;
    }
  }

  dispose(): void {
    for (const { timer } of this.#states.values()) clearTimeout(timer);
    this.#states.clear();
    this.#disposables.dispose();
  }

  #change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || !isLinted(document.uri)) return;
    const state = this.#stateOf(document);
    if (state.known) {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        inserted: text.length,
      }));
      state.known = applyChanges(state.known, changes);
    }
    if (!setting('aiStack.secrets.whileTyping', document.uri)) return;
    this.#plan(document, quietMs);
  }

  /** What a cell printed belongs to it, and comes after it was opened. */
  #changeCells({ notebook, cellChanges, metadata }: vscode.NotebookDocumentChangeEvent): void {
    for (const { cell, outputs } of cellChanges) if (outputs) this.#plan(cell.document, quietMs);
    if (metadata) this.#openNotebook(notebook);
  }

  /** Once a notebook is open its cells are marked; what is left for its file is what no cell shows. */
  #openNotebook(notebook: vscode.NotebookDocument): void {
    if (!isLinted(notebook.uri)) return;
    this.#enqueue(async () => {
      const secrets = await (await this.#engine()).lintMetadata(notebook);
      if (!notebook.isClosed) this.#store.setOpen(notebook.uri.toString(), secrets);
    });
  }

  #plan(document: vscode.TextDocument, delayMs: number): void {
    if (!isLinted(document.uri)) return;
    const state = this.#stateOf(document);
    const now = Date.now();
    state.waitingSince ??= now;
    const latest = state.waitingSince + longestWaitMs - now;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => this.#run(state), Math.max(0, Math.min(delayMs, latest)));
  }

  #stateOf(document: vscode.TextDocument): DocumentState {
    let state = this.#states.get(document);
    if (!state) {
      state = { document };
      this.#states.set(document, state);
    }
    return state;
  }

  #forget(document: vscode.TextDocument): void {
    const state = this.#states.get(document);
    clearTimeout(state?.timer);
    this.#states.delete(document);
    this.#store.close(document.uri.toString());
  }

  #run(state: DocumentState): void {
    clearTimeout(state.timer);
    delete state.timer;
    delete state.waitingSince;
    this.#enqueue(() => this.#lint(state));
  }

  #enqueue(work: () => Promise<void>): void {
    this.#running++;
    this.#work = this.#work.then(async () => {
      await this.#reporter.passive('Looking for secrets in an open document', work);
      this.#running--;
    });
  }

  async #lint(state: DocumentState): Promise<void> {
    const { document } = state;
    const engine = await this.#engine();
    const scan = await engine.scanner(document);
    if (!this.#isCurrent(state)) return;
    const { version } = document;
    const text = document.getText();
    const aside = waitsForSaving(state, text) ? await engine.scanAside(document, text) : undefined;
    if (aside && document.version === version) state.known = { findings: aside };
    const findings = aside ?? findSecrets(state, text, scan);
    const secrets = await engine.show(document, text, findings);
    // A newer version has a scan of its own planned.
    if (this.#isCurrent(state) && document.version === version)
      this.#store.setOpen(document.uri.toString(), secrets);
  }

  #isCurrent({ document }: DocumentState): boolean {
    return !document.isClosed && this.#states.has(document);
  }
}

function isTooLarge({ uri }: vscode.TextDocument, text: string): boolean {
  return text.length > setting('aiStack.secrets.maxFileSize', uri) * megabyte;
}

/** True for documents that are scanned in another thread, and that only when they are opened or were saved. */
function waitsForSaving({ document, known }: DocumentState, text: string): boolean {
  return text.length > typingLength && !isTooLarge(document, text) && (!known || !document.isDirty);
}

/** The findings of a document as it stands now, for which large ones are not scanned whole after each change. */
function findSecrets(
  state: DocumentState,
  text: string,
  scan: (text: string) => readonly SecretFinding[],
): readonly SecretFinding[] {
  const { document, known } = state;
  if (isTooLarge(document, text)) return [];
  if (text.length <= wholeLength) {
    delete state.known;
    return scan(text);
  }
  if (known && text.length > typingLength) return known.findings;
  if (known?.changed === undefined || !document.isDirty) return keep(state, scan(text));
  const plan = planRescan(known.changed, text.length);
  const found = scan(text.slice(plan.slice.start, plan.slice.end));
  return keep(state, mergeRescan(known.findings, found, plan));
}

function keep(state: DocumentState, findings: readonly SecretFinding[]): readonly SecretFinding[] {
  state.known = { findings };
  return findings;
}
