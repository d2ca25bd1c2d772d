import * as vscode from 'vscode';
import type { Reporter } from '../report.ts';
import { secretPageScheme } from './secretPageScheme.ts';

/** Where a rule's page is read. The tab is named after the path's end. */
export function secretPageUri({
  rule,
  title,
}: {
  readonly rule: string;
  readonly title: string;
}): vscode.Uri {
  const name = title.replace(/[/\\?#%:]/g, ' ').trim() || rule;
  return vscode.Uri.from({ scheme: secretPageScheme, path: `/${name}.md`, query: rule });
}

/** Serves the pages on rules as read-only documents. The texts are loaded when the first one is opened. */
export class SecretPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable;
  readonly #page: (rule: string) => Promise<string>;
  readonly #reporter: Reporter;

  constructor(page: (rule: string) => Promise<string>, reporter: Reporter) {
    this.#page = page;
    this.#reporter = reporter;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(secretPageScheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    let text = 'This page could not be made; the log says why.\n';
    await this.#reporter.passive('The page on a secret', async () => {
      text = await this.#page(uri.query);
    });
    return text;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
