import * as vscode from 'vscode';
import { modelsViewId } from './modelsView.ts';

/** The item in the status bar, for projects that use Ollama. It is made when it is first needed. */
export class ModelStatusBar implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #shown = false;

  get shown(): boolean {
    return this.#shown;
  }

  /** Shows or hides it; true when that has changed. */
  show(wanted: boolean): boolean {
    if (wanted === this.#shown) return false;
    this.#shown = wanted;
    if (wanted) {
      this.#item ??= this.#create();
      this.#item.show();
    } else this.#item?.hide();
    return true;
  }

  draw(text: string, tooltip: string): void {
    if (!this.#item || !this.#shown) return;
    this.#item.text = text;
    this.#item.tooltip = new vscode.MarkdownString(tooltip, true);
  }

  dispose(): void {
    this.#item?.dispose();
  }

  #create(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('aiStack.ollama', vscode.StatusBarAlignment.Right, 90);
    item.name = 'Ollama';
    item.command = `${modelsViewId}.focus`;
    return item;
  }
}
