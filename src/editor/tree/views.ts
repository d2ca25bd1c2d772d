import * as vscode from 'vscode';
import { ContextKey } from '../contextKey.ts';
import { Disposables } from '../disposables.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import { Expansion } from './expansion.ts';
import { countSectionsNeedingAction } from './model/folderResult.ts';
import { projectNodes } from './model/projectNodes.ts';
import { stackNodes } from './model/stackNodes.ts';
import type { TreeNode } from './model/treeNode.ts';
import { viewState, type ViewState } from './model/viewState.ts';
import { NodeTreeProvider } from './treeProvider.ts';

export type ViewId = 'aiStack.project' | 'aiStack.stack';

/** Both views over the model: their rows, texts, badge and progress. */
export class Views implements vscode.Disposable {
  readonly #model: ProjectModel;
  readonly #disposables = new Disposables();
  readonly #views: Record<
    ViewId,
    { readonly view: vscode.TreeView<TreeNode>; readonly provider: NodeTreeProvider }
  >;
  readonly #state = new ContextKey<ViewState>('aiStack.state');
  #progress = false;

  constructor(model: ProjectModel, workspaceState: vscode.Memento) {
    this.#model = model;
    this.#views = {
      'aiStack.project': this.#create('aiStack.project', workspaceState),
      'aiStack.stack': this.#create('aiStack.stack', workspaceState),
    };
    this.#disposables.add(model.onDidChange(() => this.#draw()));
    this.#draw();
  }

  /** The rows of a view as they stand now. */
  nodes(id: ViewId): readonly TreeNode[] {
    const { results } = this.#model;
    if (this.#stateNow() === 'error') return [];
    return id === 'aiStack.stack' ? stackNodes(results) : projectNodes(results, this.#model.machineView);
  }

  get badge(): vscode.ViewBadge | undefined {
    return this.#views['aiStack.stack'].view.badge;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #create(
    id: ViewId,
    workspaceState: vscode.Memento,
  ): { view: vscode.TreeView<TreeNode>; provider: NodeTreeProvider } {
    const expansion = new Expansion(workspaceState, id);
    const roots = (): readonly TreeNode[] => {
      // VS Code asks for the roots when the view is first seen, and only then is there work to do.
      this.#model.start();
      return this.nodes(id);
    };
    const provider = new NodeTreeProvider(roots, expansion);
    const view = vscode.window.createTreeView(id, { treeDataProvider: provider, showCollapseAll: true });
    [view, ...expansion.follow(view)].forEach((item) => this.#disposables.add(item));
    return { view, provider };
  }

  #draw(): void {
    this.#state.set(this.#stateNow());
    const count = countSectionsNeedingAction(this.#model.results);
    const words = count === 1 ? '1 section needs action' : `${count} sections need action`;
    this.#views['aiStack.stack'].view.badge = count === 0 ? undefined : { value: count, tooltip: words };
    for (const { provider } of Object.values(this.#views)) provider.redraw();
    if (this.#model.scanning && !this.#progress) void this.#showProgress();
  }

  #stateNow(): ViewState {
    const { results, folders, scanning } = this.#model;
    return viewState(results, folders.length, scanning);
  }

  async #showProgress(): Promise<void> {
    this.#progress = true;
    const reading = Object.keys(this.#views).map((viewId) =>
      vscode.window.withProgress({ location: { viewId } }, () => this.#model.idle()),
    );
    await Promise.all(reading);
    this.#progress = false;
  }
}
