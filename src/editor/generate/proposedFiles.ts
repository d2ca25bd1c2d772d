import * as vscode from 'vscode';
import type { PlannedFile } from '../../core/generate/plan.ts';
import type { Target } from './target.ts';
import { fileUri } from '../project/folderReader.ts';

const scheme = 'ai-stack-proposed';

/** Serves what would be written as read-only documents, beside what is there, until the review is over. */
export class ProposedFiles implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Shows what would become of a file: the two texts side by side, or the new one where there is none yet. */
  async show(target: Target, file: PlannedFile): Promise<void> {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const proposed = this.#put('after', file.path, file.marked ?? file.content);
    if (file.before === undefined) {
      await vscode.window.showTextDocument(proposed, { preview: true, preserveFocus: true });
      return;
    }
    const title = file.action === 'conflict' ? `${name}: yours and generated` : `${name}: now and generated`;
    const now = fileUri(target.uri, file.path);
    await vscode.commands.executeCommand('vscode.diff', now, proposed, title, {
      preview: true,
      preserveFocus: true,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }

  /** The address ends as the file does, so that VS Code knows its language. */
  #put(side: string, path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${path}`, query: `${side}-${this.#texts.size}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
