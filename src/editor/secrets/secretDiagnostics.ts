import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { TextPlace } from '../../core/secrets/locate.ts';
import type { SecretSeverity } from '../../core/secrets/words.ts';
import type { ShownSecret } from './fileSecrets.ts';
import { secretPageUri } from './secretPages.ts';
import type { SecretStore } from './secretStore.ts';

const severities: Readonly<Record<SecretSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export const secretSource = 'AI Stack';
const codePrefix = 'secret/';

/** Shows the store's findings among VS Code's problems. */
export function showSecretDiagnostics(store: SecretStore): Disposables {
  const disposables = new Disposables();
  const collection = disposables.add(vscode.languages.createDiagnosticCollection('aiStack.secrets'));
  disposables.add(
    store.onDidChange((uris) => {
      // One call for all: a scan of the workspace changes thousands of files at once.
      collection.set(uris.map((uri) => [vscode.Uri.parse(uri), (store.of(uri) ?? []).map(secretDiagnostic)]));
    }),
  );
  return disposables;
}

export function secretDiagnostic(secret: ShownSecret): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(secret), secret.message, severities[secret.severity]);
  diagnostic.source = secretSource;
  diagnostic.code = { value: codePrefix + secret.rule, target: secretPageUri(secret) };
  return diagnostic;
}

/** Our places count from one, as people do; VS Code's from zero. */
export function rangeOf({ line, column, endLine, endColumn }: TextPlace): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

/** The rule of a diagnostic of ours; undefined for anybody else's. */
export function ruleOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== secretSource || typeof code !== 'object') return undefined;
  const value = String(code.value);
  return value.startsWith(codePrefix) ? value.slice(codePrefix.length) : undefined;
}
