import * as vscode from 'vscode';

/**
 * Where people write things down: disks, remote repositories, drafts, notebooks and VS Code's own settings. Not what
 * programs print (output, logs, terminals), nor old versions (git) and our own pages.
 */
const lintedSchemes: ReadonlySet<string> = new Set([
  'file',
  'untitled',
  'vscode-notebook-cell',
  'vscode-remote',
  'vscode-vfs',
  'vscode-userdata',
]);

/** True for documents that are looked at; a workspace folder's own file system always is. */
export function isLinted({ scheme }: vscode.Uri): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return lintedSchemes.has(scheme) || folders.some(({ uri }) => uri.scheme === scheme);
}

export const cellScheme = 'vscode-notebook-cell';

/** The cell whose text a document is. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  if (document.uri.scheme !== cellScheme) return undefined;
  const path = document.uri.path;
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (notebook.uri.path !== path) continue;
    const cell = notebook.getCells().find((each) => each.document === document);
    if (cell) return cell;
  }
  return undefined;
}

/** The file that a document belongs to: a cell's notebook, else the document itself. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== cellScheme) return uri;
  return (
    vscode.workspace.notebookDocuments.find((each) => each.uri.path === uri.path)?.uri ??
    uri.with({ fragment: '' })
  );
}
