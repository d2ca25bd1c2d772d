import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, fileIn, writeFile } from './panel.ts';
import { applyAction, quickFixes } from './secretTesting.ts';

/** Opens a Modelfile that is not on disk. */
export async function openDraft(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'modelfile', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes a Modelfile in the workspace folder and opens it. */
export async function openModelfile(path: string, text: string): Promise<vscode.TextDocument> {
  await writeFile(path, text);
  const document = await vscode.workspace.openTextDocument(fileIn(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The diagnostics on the language of a Modelfile. */
export function marks(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((each) => markCode(each) !== undefined);
}

/** `modelfile/unknown-parameter`; undefined for diagnostics on anything else. */
export function markCode({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== 'AI Stack' || typeof code !== 'object') return undefined;
  const value = String(code.value);
  return value.startsWith('modelfile/') ? value : undefined;
}

/** Each mark as `code: the marked text`, in the order of the text, once these are there. */
export async function assertMarks(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  const now = (): string[] =>
    marks(document.uri)
      .toSorted((a, b) => a.range.start.compareTo(b.range.start))
      .map((each) => `${markCode(each)?.slice('modelfile/'.length) ?? ''}: ${document.getText(each.range)}`);
  await eventually(`the marks are ${expected.join(', ')}`, () => same(now(), expected)).catch(
    () => undefined,
  );
  assert.deepEqual(now(), expected);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** Applies the preferred quick fix, else the first one, at the only mark of a document. */
export async function applyBestFix(document: vscode.TextDocument): Promise<string> {
  const [mark, ...others] = marks(document.uri);
  assert.ok(mark, `Nothing is marked in ${document.getText()}`);
  assert.deepEqual(others, []);
  const fixes = await quickFixes(document.uri, mark.range);
  const best = fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0];
  assert.ok(best, `There is no fix for ${mark.message}`);
  await applyAction(best);
  return best.title;
}

/** What the language completes at a position. */
export async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const command = 'vscode.executeCompletionItemProvider';
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, position);
  // Words of the text, which VS Code adds where nobody else has anything.
  return list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The Markdown of what is said at a position. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const command = 'vscode.executeHoverProvider';
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((each) => (typeof each === 'string' ? each : (each as vscode.MarkdownString).value))
    .join('\n\n');
}

export async function lensesOn(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    20,
  );
}
