import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';

const languageId = 'modelfile';
const pattern = '**/{[Mm]odelfile,[Mm]odelfile.*,*.[Mm]odelfile}';
const exclude = '**/{node_modules,.git,.venv,venv}/**';
const mostFiles = 200;

/**
 * The Modelfile that a command is about: the one it was given, as a URI or with one, else the one in the active editor,
 * else one that the user picks from the workspace. Undefined when the user picks none.
 */
export async function modelfileOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  const given = uriIn(argument);
  if (given) return open(given);
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === languageId) return active;
  const files = await vscode.workspace.findFiles(pattern, exclude, mostFiles);
  const [only] = files;
  if (!only)
    throw new UserError(
      'There is no Modelfile in the workspace.',
      'Make a file named "Modelfile" that begins with a line such as "FROM llama3.2".',
    );
  const chosen = files.length === 1 ? only : await pick(files);
  return chosen && open(chosen);
}

/** A URI, a row of a tree or a subject with one. */
function uriIn(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const holder = argument as { readonly uri?: unknown; readonly resourceUri?: unknown };
  return [holder.uri, holder.resourceUri].find((value) => value instanceof vscode.Uri);
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${vscode.workspace.asRelativePath(uri)} cannot be opened: ${words}.`,
      'Check the file.',
    );
  }
}

async function pick(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = files
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'The Modelfile to create a model from' }))
    ?.uri;
}
