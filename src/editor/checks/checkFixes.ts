import * as vscode from 'vscode';
import type { CheckDiagnostic, CheckFix } from '../../core/checks/check.ts';
import { fileUri } from '../project/folderReader.ts';
import { shownDiagnostic } from './folderChecks.ts';

/** The fixes for the diagnostics of a document that touch a range, the best of each first. */
export function checkFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly CheckDiagnostic[],
  folder: vscode.Uri,
): vscode.CodeAction[] {
  const positionAt = (offset: number): vscode.Position => document.positionAt(offset);
  return diagnostics.flatMap((diagnostic) => {
    const shown = shownDiagnostic(diagnostic, positionAt);
    if (!shown.range.intersection(range)) return [];
    return diagnostic.fixes.map((fix) => fixAction(document, folder, shown, fix));
  });
}

function fixAction(
  document: vscode.TextDocument,
  folder: vscode.Uri,
  diagnostic: vscode.Diagnostic,
  fix: CheckFix,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = fix.preferred === true;
  if (vscode.workspace.isTrusted) action.edit = editOf(document, folder, fix);
  else action.command = { command: 'aiStack._refuseFix', title: fix.title };
  return action;
}

/** One step of undo. A file that appeared in the meantime stays as it is. */
function editOf(
  document: vscode.TextDocument,
  folder: vscode.Uri,
  { edits, creates = [] }: CheckFix,
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const { path, text } of creates)
    result.createFile(fileUri(folder, path), {
      ignoreIfExists: true,
      contents: new TextEncoder().encode(text),
    });
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    result.replace(document.uri, range, text);
  }
  return result;
}
