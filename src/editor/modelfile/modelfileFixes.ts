import * as vscode from 'vscode';
import type { ModelfileDiagnostic, ModelfileEdit } from '../../core/ollama/modelfile/modelfile.ts';
import type { CheckedModelfile } from './checkModelfile.ts';
import { compatibleEdits } from './compatibleEdits.ts';
import { modelfileDiagnostic, rangeOf } from './modelfileDiagnostic.ts';

/** The fixes for what is marked in the range, the best of each mark first. */
export function modelfileQuickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: CheckedModelfile,
): vscode.CodeAction[] {
  return diagnostics
    .filter((each) => rangeOf(document, each).intersection(range) !== undefined)
    .flatMap((each) => fixActions(document, each));
}

function fixActions(document: vscode.TextDocument, diagnostic: ModelfileDiagnostic): vscode.CodeAction[] {
  return diagnostic.fixes.map((fix) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [modelfileDiagnostic(document, diagnostic)];
    action.isPreferred = fix.preferred === true;
    if (vscode.workspace.isTrusted) action.edit = workspaceEdit(document, fix.edits);
    else action.command = { command: 'aiStack._refuseFix', title: fix.title };
    return action;
  });
}

/** One action for all the fixes that are preferred and do not touch one another. */
export function modelfileFixAll(
  document: vscode.TextDocument,
  kind: vscode.CodeActionKind,
  { diagnostics }: CheckedModelfile,
): vscode.CodeAction[] {
  const edits = compatibleEdits(
    diagnostics.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred) ?? []),
  );
  if (edits.length === 0 || !vscode.workspace.isTrusted) return [];
  const action = new vscode.CodeAction('Fix all mistakes in this Modelfile that can be fixed safely', kind);
  action.edit = workspaceEdit(document, edits);
  return [action];
}

function workspaceEdit(document: vscode.TextDocument, edits: readonly ModelfileEdit[]): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const edit of edits) result.replace(document.uri, rangeOf(document, edit), edit.text);
  return result;
}
