import * as vscode from 'vscode';
import { ContextKey } from '../contextKey.ts';
import { Disposables } from '../disposables.ts';
import { Expansion } from '../tree/expansion.ts';
import {
  countWords,
  secretNodes,
  secretsState,
  type PlacedSecret,
  type ScanState,
  type SecretFile,
  type SecretsState,
} from '../tree/model/secretNodes.ts';
import type { TreeNode } from '../tree/model/treeNode.ts';
import { NodeTreeProvider } from '../tree/treeProvider.ts';
import { cellScheme } from './lintTargets.ts';
import type { SecretStore } from './secretStore.ts';

const drawDelayMs = 100;
export const secretsViewId = 'aiStack.secrets';

/** The Secrets view: the store's findings by file. */
export class SecretsView implements vscode.Disposable {
  readonly #store: SecretStore;
  readonly #staged: StagedFiles;
  readonly #disposables = new Disposables();
  readonly #provider: NodeTreeProvider;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #state = new ContextKey<SecretsState>('aiStack.secretsState');
  #timer: NodeJS.Timeout | undefined;

  constructor(store: SecretStore, staged: StagedFiles, workspaceState: vscode.Memento) {
    this.#store = store;
    this.#staged = staged;
    const expansion = new Expansion(workspaceState, secretsViewId);
    this.#provider = new NodeTreeProvider(() => this.nodes(), expansion);
    this.#view = vscode.window.createTreeView(secretsViewId, {
      treeDataProvider: this.#provider,
      showCollapseAll: true,
    });
    [
      this.#view,
      ...expansion.follow(this.#view),
      store.onDidChange(() => this.#plan()),
      staged.onDidChange(() => this.#plan()),
    ].forEach((each) => this.#disposables.add(each));
    this.#draw();
  }

  /** The rows as they stand now. */
  nodes(): TreeNode[] {
    return secretNodes(this.#files(), this.#scanState());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  /** Typing changes the store many times a second. */
  #plan(): void {
    this.#timer ??= setTimeout(() => this.#draw(), drawDelayMs);
  }

  #draw(): void {
    this.#timer = undefined;
    const files = this.#files();
    this.#state.set(secretsState(files, this.#scanState()));
    this.#view.description = countWords(files);
    this.#provider.redraw();
  }

  #scanState(): ScanState {
    const { scanning, summary } = this.#store;
    if (!summary) return { scanning };
    const time = new Date(summary.finishedAt).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' });
    return { scanning, summary: { ...summary, time } };
  }

  #files(): SecretFile[] {
    const files = new Map<string, PlacedSecret[]>();
    for (const { uri, secrets } of this.#store.files()) {
      const place = placeOf(uri);
      const placed = secrets.map((secret) => ({ uri, cell: place.cell, secret }));
      files.set(place.file, [...(files.get(place.file) ?? []), ...placed]);
    }
    // What is staged may differ from the file, which has no secret any more.
    for (const uri of this.#staged.uris) if (!files.has(uri)) files.set(uri, []);
    const staged = new Set(this.#staged.uris);
    return [...files].map(([uri, secrets]) => ({ uri, path: pathOf(uri), secrets, staged: staged.has(uri) }));
  }
}

/** What the view asks of git: which files would bring a secret into the next commit, by URI. */
export interface StagedFiles {
  readonly onDidChange: vscode.Event<void>;
  readonly uris: readonly string[];
}

/** The file that a document belongs to, and the cell's index where it is one. */
function placeOf(uri: string): { file: string; cell?: number } {
  if (!uri.startsWith(`${cellScheme}:`)) return { file: uri };
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === uri);
    if (cell) return { file: notebook.uri.toString(), cell: cell.index };
  }
  return { file: uri };
}

function pathOf(uri: string): string {
  const parsed = vscode.Uri.parse(uri);
  return parsed.scheme === 'untitled' ? parsed.path : vscode.workspace.asRelativePath(parsed);
}
