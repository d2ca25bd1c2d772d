import * as vscode from 'vscode';
import type { ModelfileDiagnostic, Span } from '../../core/ollama/modelfile/modelfile.ts';

const severities: Readonly<Record<ModelfileDiagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
const tags = {
  deprecated: vscode.DiagnosticTag.Deprecated,
  unnecessary: vscode.DiagnosticTag.Unnecessary,
};
const reference = 'https://docs.ollama.com/modelfile';

/** A diagnostic of core as VS Code shows it. Its code leads to the reference of the language. */
export function modelfileDiagnostic(
  document: vscode.TextDocument,
  diagnostic: ModelfileDiagnostic,
): vscode.Diagnostic {
  const { message, severity, code, tag } = diagnostic;
  const result = new vscode.Diagnostic(rangeOf(document, diagnostic), message, severities[severity]);
  result.source = 'AI Stack';
  result.code = { value: code, target: vscode.Uri.parse(reference) };
  if (tag) result.tags = [tags[tag]];
  return result;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
