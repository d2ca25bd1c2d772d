import type { Disposable, Memento, TreeView } from 'vscode';
import type { TreeNode } from './model/treeNode.ts';

const mostKept = 500;

/** Which rows the user opened or closed, kept over reloads: VS Code itself forgets it with the window. */
export class Expansion {
  readonly #state: Memento;
  readonly #key: string;
  readonly #opened: Map<string, boolean>;

  constructor(state: Memento, viewId: string) {
    this.#state = state;
    this.#key = `aiStack.expansion.${viewId}`;
    this.#opened = new Map(state.get<[string, boolean][]>(this.#key) ?? []);
  }

  get(id: string): boolean | undefined {
    return this.#opened.get(id);
  }

  follow(view: TreeView<TreeNode>): Disposable[] {
    return [
      view.onDidExpandElement(({ element }) => this.#set(element.id, true)),
      view.onDidCollapseElement(({ element }) => this.#set(element.id, false)),
    ];
  }

  #set(id: string, opened: boolean): void {
    this.#opened.delete(id);
    this.#opened.set(id, opened);
    void this.#state.update(this.#key, [...this.#opened].slice(-mostKept));
  }
}
