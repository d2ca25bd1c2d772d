import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { overridePath } from '../../core/guide/file/override.ts';
import { fileUri } from '../project/folderReader.ts';
import type { Shell } from '../shell.ts';

/** Opens the folder's own guide file, after writing a commented start of one where there is none. */
export async function createGuideOverride({ context }: Shell): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const uri = fileUri(folder.uri, overridePath);
  if (!(await exists(uri))) await create(uri, await starter(context.extensionUri));
  await vscode.window.showTextDocument(uri, { preview: false });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new UserError('A guide file belongs to a folder.', 'Open a folder first.');
  if (folders.length === 1) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: `The folder that gets ${overridePath}` });
}

async function create(uri: vscode.Uri, text: string): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(
      'Nothing is written in a workspace that is not trusted.',
      'Trust it first, if you do.',
    );
  }
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new UserError('This folder is read-only.', 'Open a copy that can be written.');
  }
  // Never overwrites: a file that appeared in the meantime stays as it is and is opened.
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(`${overridePath} could not be written.`, 'Check that the folder can be written.');
  }
}

async function starter(extension: vscode.Uri): Promise<string> {
  const uri = vscode.Uri.joinPath(extension, 'media', 'guide', 'override-starter.yaml');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
