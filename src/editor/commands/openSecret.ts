import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { cellScheme } from '../secrets/lintTargets.ts';
import { rangeOf } from '../secrets/secretDiagnostics.ts';
import { secretPlaceOf } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

/** Opens the file, or the notebook's cell, with the secret selected. */
export async function openSecret(_shell: Shell, argument: unknown): Promise<void> {
  const place = secretPlaceOf(argument);
  if (!place) throw new UserError('There is no secret to open here.', 'Choose a row of the Secrets view.');
  const uri = vscode.Uri.parse(place.uri);
  try {
    if (place.cell !== undefined) await openInNotebook(uri, place.cell, place.cellLine ?? 1);
    else {
      if (uri.scheme === cellScheme) await showCell(uri);
      await vscode.commands.executeCommand('vscode.open', uri, { selection: rangeOf(place), preview: true });
    }
  } catch {
    throw new UserError('The file is no longer there.', 'Scan the workspace again.');
  }
}

/** A finding in a notebook's file is shown in its cell. */
async function openInNotebook(uri: vscode.Uri, index: number, line: number): Promise<void> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const cell = notebook.cellAt(index);
  await showCell(cell.document.uri);
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.commands.executeCommand('vscode.open', cell.document.uri, { selection, preview: true });
}

/** A cell is found only in a notebook that is shown. */
async function showCell(uri: vscode.Uri): Promise<void> {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === uri.toString());
    if (!cell) continue;
    const selections = [new vscode.NotebookRange(cell.index, cell.index + 1)];
    await vscode.window.showNotebookDocument(notebook, { selections, preview: true });
  }
}
