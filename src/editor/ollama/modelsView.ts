import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import { Expansion } from '../tree/expansion.ts';
import type { TreeNode } from '../tree/model/treeNode.ts';
import { NodeTreeProvider } from '../tree/treeProvider.ts';

export const modelsViewId = 'aiStack.models';

/** Progress and details come many times a second; the first change is drawn at once. */
const drawEveryMs = 250;

/** What the view draws, and where its tooltips come from. */
export interface ModelsViewSource {
  /** Called when VS Code draws the view for the first time and whenever it was redrawn. */
  roots(): readonly TreeNode[];
  /** Markdown for a row about a model, looked up when the pointer rests on it. */
  tooltip(node: TreeNode, signal: AbortSignal): Promise<string | undefined>;
}

/** The Models view. */
export class ModelsView implements vscode.Disposable {
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly #disposables = new Disposables();
  readonly #provider: ModelTreeProvider;
  readonly #view: vscode.TreeView<TreeNode>;
  #timer: NodeJS.Timeout | undefined;
  #drawnAt = 0;

  constructor(source: ModelsViewSource, workspaceState: vscode.Memento) {
    const expansion = new Expansion(workspaceState, modelsViewId);
    this.#provider = new ModelTreeProvider(source, expansion);
    this.#view = vscode.window.createTreeView(modelsViewId, {
      treeDataProvider: this.#provider,
      showCollapseAll: true,
    });
    this.onDidChangeVisibility = this.#view.onDidChangeVisibility;
    [this.#view, ...expansion.follow(this.#view)].forEach((each) => this.#disposables.add(each));
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  redraw(): void {
    if (this.#timer) return;
    const wait = Math.max(0, this.#drawnAt + drawEveryMs - Date.now());
    if (wait === 0) this.#draw();
    else this.#timer = setTimeout(() => this.#draw(), wait);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  #draw(): void {
    this.#timer = undefined;
    this.#drawnAt = Date.now();
    this.#provider.redraw();
  }
}

/** Rows about models get their tooltips when they are asked for, because that may need the server. */
class ModelTreeProvider extends NodeTreeProvider {
  readonly #source: ModelsViewSource;

  constructor(source: ModelsViewSource, expansion: Expansion) {
    super(() => source.roots(), expansion);
    this.#source = source;
  }

  override getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = super.getTreeItem(node);
    // VS Code asks to resolve what has no tooltip.
    if (node.model && node.model.kind !== 'pull') item.tooltip = undefined;
    return item;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const text = await this.#source.tooltip(node, abort.signal);
    item.tooltip = new vscode.MarkdownString(text ?? node.tooltip ?? '', true);
    return item;
  }
}
