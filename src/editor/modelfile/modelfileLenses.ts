import * as vscode from 'vscode';
import { parseModelfile } from '../../core/ollama/modelfile/parseModelfile.ts';
import { isLinted } from '../secrets/lintTargets.ts';
import { modelName } from './modelName.ts';

/** `Create Model` above the first FROM, with the model's name where the file says it. */
export function modelfileLenses(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!isLinted(document.uri)) return [];
  const text = document.getText();
  const from = parseModelfile(text).instructions.find(({ name }) => name === 'from');
  if (!from) return [];
  const name = modelName(document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1), text);
  const range = document.lineAt(document.positionAt(from.start).line).range;
  return [
    new vscode.CodeLens(range, {
      command: 'aiStack.createModel',
      title: name === undefined ? 'Create Model' : `Create '${name}'`,
      tooltip: 'Builds the model from this Modelfile on the Ollama server',
      arguments: [document.uri],
    }),
  ];
}
