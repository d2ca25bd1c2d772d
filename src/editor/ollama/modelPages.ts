import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Reporter } from '../report.ts';

const scheme = 'ai-stack-model';

/** Where the page on a model is read. The tab is named after the path's end. */
export function modelPageUri(endpoint: string, model: string): vscode.Uri {
  const path = `/${model.replace(/[/\\?#%:]+/g, ' ').trim()}.md`;
  return vscode.Uri.from({ scheme, path, query: JSON.stringify([endpoint, model]) });
}

/** Serves the pages on models as read-only documents, made anew each time that one is opened. */
export class ModelPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #page: (endpoint: string, model: string) => Promise<string>;
  readonly #reporter: Reporter;

  constructor(page: (endpoint: string, model: string) => Promise<string>, reporter: Reporter) {
    this.#page = page;
    this.#reporter = reporter;
    this.onDidChange = this.#changed.event;
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#registration = vscode.Disposable.from(provider, this.#changed);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    let text = 'This page could not be made; the log says why.\n';
    await this.#reporter.passive('The page on a model', async () => {
      try {
        const [endpoint = '', model = ''] = JSON.parse(uri.query) as string[];
        text = await this.#page(endpoint, model);
      } catch (error) {
        if (error instanceof UserError) text = `${error.message} ${error.remedy}\n`;
        throw error;
      }
    });
    return text;
  }

  /** Makes a page anew that is open already. */
  refresh(uri: vscode.Uri): void {
    this.#changed.fire(uri);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
