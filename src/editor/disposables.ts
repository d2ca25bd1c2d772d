import type { Disposable } from 'vscode';

/** Things to dispose of together, in the reverse order of their making. */
export class Disposables implements Disposable {
  readonly #items: Disposable[] = [];

  add<T extends Disposable>(item: T): T {
    this.#items.push(item);
    return item;
  }

  dispose(): void {
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
