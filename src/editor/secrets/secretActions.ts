import * as vscode from 'vscode';
import { ruleOf } from './secretDiagnostics.ts';
import type { SecretLint } from './secretLint.ts';

/** Applied on save where `editor.codeActionsOnSave` says so, and by Fix All. */
export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('aiStack');

/** Offers the ways out of our own findings. What they are is loaded when the first is asked for. */
export class SecretActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #lint: SecretLint;
  readonly #registration: vscode.Disposable;

  constructor(lint: SecretLint) {
    this.#lint = lint;
    this.#registration = vscode.languages.registerCodeActionsProvider('*', this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
    });
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const fixAll = only !== undefined && only.intersects(fixAllKind);
    const quickFix = only === undefined || only.intersects(vscode.CodeActionKind.QuickFix);
    const ours = quickFix ? diagnostics.filter((each) => ruleOf(each) !== undefined) : [];
    if (ours.length === 0 && !fixAll) return [];
    let actions: vscode.CodeAction[] = [];
    await this.#lint.reporter.passive('Working out quick fixes', async () => {
      const { fixAllAction, secretQuickFixes } = await import('./secretQuickFixes.ts');
      const source = { lint: this.#lint, document, token };
      actions = fixAll ? await fixAllAction(source) : await secretQuickFixes(source, ours);
    });
    return token.isCancellationRequested ? [] : actions;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
