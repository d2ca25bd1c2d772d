import * as vscode from 'vscode';
import { formatModelfile } from '../../core/ollama/modelfile/formatModelfile.ts';

/** Edits by line, so that the cursor and the folding elsewhere stay. */
export function formattingEdits(document: vscode.TextDocument): vscode.TextEdit[] {
  const before = document.getText();
  const after = formatModelfile(before);
  if (after === before) return [];
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
  return [vscode.TextEdit.replace(whole, after)];
}
