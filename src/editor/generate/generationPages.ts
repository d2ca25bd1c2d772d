import * as vscode from 'vscode';

const scheme = 'ai-stack-generated';

/** Shows a page on what was generated. The last page stays readable until the next one takes its place. */
export class GenerationPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #pages = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#pages.get(uri.toString()) ?? 'This page is no longer there. Generate again to see it.\n';
  }

  async show(title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md`, query: String(this.#pages.size) });
    this.#pages.set(uri.toString(), text);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
