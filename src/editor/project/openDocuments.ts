import * as vscode from 'vscode';
import { notebookJson } from './notebookJson.ts';

/** The text of a file that is open with changes that are not saved; otherwise undefined. */
export function unsavedText(uri: vscode.Uri): string | undefined {
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find((open) => open.isDirty && open.uri.toString() === key);
  if (document) return document.getText();
  const notebook = vscode.workspace.notebookDocuments.find(
    (open) => open.isDirty && open.uri.toString() === key,
  );
  return notebook && notebookText(notebook);
}

/** Calls back with the URI of each file whose text in the editor changes, or falls back to the saved one. */
export function onOpenTextChange(listener: (uri: vscode.Uri) => void): vscode.Disposable {
  const { workspace } = vscode;
  return vscode.Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) listener(document.uri);
    }),
    workspace.onDidCloseTextDocument((document) => listener(document.uri)),
    workspace.onDidChangeNotebookDocument(({ notebook }) => listener(notebook.uri)),
    workspace.onDidCloseNotebookDocument((notebook) => listener(notebook.uri)),
  );
}

function notebookText(notebook: vscode.NotebookDocument): string {
  const cells = notebook.getCells().map((cell) => ({
    kind: cell.kind === vscode.NotebookCellKind.Code ? ('code' as const) : ('markdown' as const),
    source: cell.document.getText(),
  }));
  const code = notebook.getCells().find((cell) => cell.kind === vscode.NotebookCellKind.Code);
  return notebookJson(cells, code?.document.languageId ?? 'python');
}
