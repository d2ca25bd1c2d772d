import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { mustBeWritable } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

/**
 * Takes away what a notebook's cell printed. VS Code's API changes outputs only by putting the cell in again without
 * them. The argument is the URI of the cell's document.
 */
export async function clearCellOutputs(_shell: Shell, argument: unknown): Promise<void> {
  const cell = vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find(({ document }) => document.uri.toString() === argument);
  if (!cell) throw new UserError('The cell is no longer there.', 'Choose the fix again.');
  mustBeWritable(cell.notebook.uri);
  const data = new vscode.NotebookCellData(cell.kind, cell.document.getText(), cell.document.languageId);
  data.metadata = cell.metadata;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.NotebookRange(cell.index, cell.index + 1);
  edit.set(cell.notebook.uri, [vscode.NotebookEdit.replaceCells(range, [data])]);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserError('The outputs could not be cleared.', 'Check that the notebook can be written.');
}
