import * as vscode from 'vscode';

const decoder = new TextDecoder();

/**
 * Whether settings of an untrusted workspace name an endpoint, which VS Code keeps from us: it leaves the values of
 * restricted settings out, also where it is asked for all values of a setting. So the files are read.
 */
export async function ignoresWorkspaceEndpoint(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return false;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = folders.map(({ uri }) => vscode.Uri.joinPath(uri, '.vscode', 'settings.json'));
  if (vscode.workspace.workspaceFile) files.push(vscode.workspace.workspaceFile);
  return (await Promise.all(files.map(namesEndpoint))).includes(true);
}

async function namesEndpoint(file: vscode.Uri): Promise<boolean> {
  try {
    const text = decoder.decode(await vscode.workspace.fs.readFile(file));
    // At the beginning of an entry, so not in a comment.
    return /(?:^|[{,])\s*"aiStack\.ollama\.endpoint"\s*:/m.test(text);
  } catch {
    // Most workspaces have no settings of their own.
    return false;
  }
}
