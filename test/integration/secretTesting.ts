import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { secretSample } from '../support/secretSample.ts';
import { api, eventually, fileIn, writeFile } from './panel.ts';

/** Keys of the forms that their issuers give them, made at run time, so that no key stands in the sources. */
export const keys = {
  google: secretSample('AIza{word:35}'),
  openai: secretSample('sk-proj-{alnum:58}T3BlbkFJ{alnum:58}'),
  huggingFace: secretSample('hf_{letter:34}'),
  password: secretSample('{alnum:9}!{alnum:10}'),
};

/** The diagnostics on secrets of a document. */
export function secretDiagnosticsOn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => secretCode(diagnostic) !== undefined);
}

/** `secret/openai-project-key`; undefined for diagnostics on anything else. */
export function secretCode({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== 'AI Stack' || typeof code !== 'object') return undefined;
  const value = String(code.value);
  return value.startsWith('secret/') ? value : undefined;
}

/** Opens a document, types a text into it as a user does, and waits until the value in it is marked. */
export async function typeSecret(path: string, text: string, value: string): Promise<vscode.TextEditor> {
  await writeFile(path, '');
  const editor = await vscode.window.showTextDocument(fileIn(path));
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
  await markedIn(editor.document, value);
  return editor;
}

/** Waits until the value is marked in the document and returns the mark. */
export async function markedIn(document: vscode.TextDocument, value: string): Promise<vscode.Diagnostic> {
  const found = (): vscode.Diagnostic | undefined =>
    secretDiagnosticsOn(document.uri).find(({ range }) => document.getText(range).includes(value.slice(4)));
  await eventually(`a mark in ${document.uri.path}`, () => found() !== undefined);
  const mark = found();
  assert.ok(mark);
  return mark;
}

/** The quick fixes at a mark, or the actions of another kind, with their edits. */
export async function quickFixes(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix.value,
): Promise<vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  return vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, range, kind, 50);
}

/** Applies an action as the editor does: first its edit, then its command. */
export async function applyAction({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** Opens a saved notebook of one cell that printed a text. */
export async function openPrintingNotebook(path: string, printed: string): Promise<vscode.NotebookDocument> {
  const outputs = [{ output_type: 'stream', name: 'stdout', text: [printed] }];
  const cell = { cell_type: 'code', metadata: {}, execution_count: 1, source: ['print(token)'], outputs };
  const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const document = await vscode.workspace.openNotebookDocument(
    await writeFile(path, JSON.stringify(notebook)),
  );
  await vscode.window.showNotebookDocument(document);
  return document;
}

/**
 * The rows of the Secrets view as lines: `label | description`, those below a file indented. Only of files below the
 * folder: VS Code keeps documents of earlier tests open for a while.
 */
export async function secretRows(folder: string): Promise<string[]> {
  const rows = await (await api()).tree('aiStack.secrets');
  const below = rows.filter(({ id }) => id.includes(`/${folder}/`));
  return below.flatMap(({ label, description, children }) => [
    `${label} | ${description ?? ''}`,
    ...children.map((child) => `  ${child.label} | ${child.description ?? ''}`),
  ]);
}

/** Closes everything without saving. */
export async function discardEditors(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
