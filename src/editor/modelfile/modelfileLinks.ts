import * as vscode from 'vscode';
import type { CheckedModelfile } from './checkModelfile.ts';
import { rangeOf } from './modelfileDiagnostic.ts';

/** Links on the paths that exist. They show the file in the Explorer: weights are nothing to open in an editor. */
export function modelfileLinks(
  document: vscode.TextDocument,
  { paths, found }: CheckedModelfile,
): vscode.DocumentLink[] {
  return paths.flatMap(({ path, span }) => {
    const there = found.get(path);
    if (!there || there.kind === 'missing') return [];
    const link = new vscode.DocumentLink(rangeOf(document, span), revealing(there.uri));
    link.tooltip = 'Show in the Explorer';
    return [link];
  });
}

function revealing(uri: vscode.Uri): vscode.Uri {
  const command = vscode.workspace.getWorkspaceFolder(uri) ? 'revealInExplorer' : 'revealFileInOS';
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([uri]))}`);
}
