import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { placeOf } from '../../core/guide/place.ts';
import type { Evidence } from '../../core/project/facts.ts';
import { fileUri } from '../project/folderReader.ts';
import type { Shell } from '../shell.ts';
import type { Subject } from '../tree/model/treeNode.ts';
import { subjectOf } from './subject.ts';

/** Opens the file at the line that proves a claim; with several pieces of evidence the user picks one. */
export async function openEvidence(_shell: Shell, argument: unknown): Promise<void> {
  const subject = subjectOf(argument);
  const evidence = subject?.evidence ?? [];
  const [first] = evidence;
  if (!subject || !first) {
    throw new UserError(
      'There is no evidence to open here.',
      'Choose a row with evidence in the AI Stack panel.',
    );
  }
  if (evidence.length === 1) await open(subject, first, { preserveFocus: false });
  else await pick(subject, evidence);
}

interface EvidenceItem extends vscode.QuickPickItem {
  readonly evidence: Evidence;
}

/** A list of the evidence that shows each place while the user moves through it. */
async function pick(subject: Subject, evidence: readonly Evidence[]): Promise<void> {
  const list = vscode.window.createQuickPick<EvidenceItem>();
  list.title = subject.title;
  list.placeholder = 'Evidence to open';
  list.matchOnDescription = true;
  list.items = evidence.map((item) => ({ label: placeOf(item), description: item.text, evidence: item }));
  const chosen = await new Promise<Evidence | undefined>((resolve) => {
    list.onDidChangeActive(([item]) => {
      // A file that is gone is reported when it is chosen, not while passing by.
      if (item) open(subject, item.evidence, { preserveFocus: true }).catch(() => undefined);
    });
    list.onDidAccept(() => resolve(list.activeItems[0]?.evidence));
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  list.dispose();
  if (chosen) await open(subject, chosen, { preserveFocus: false });
}

async function open(subject: Subject, evidence: Evidence, focus: { preserveFocus: boolean }): Promise<void> {
  const uri = fileUri(vscode.Uri.parse(subject.folder), evidence.file);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    throw new UserError(`${evidence.file} is no longer there.`, 'Refresh the AI Stack panel.');
  }
  if (evidence.cell !== undefined) return openCell(uri, evidence, focus);
  await openAt(uri, evidence.line, focus);
}

/** Notebooks are opened as such; an index beyond the last cell means that cells were removed since. */
async function openCell(
  uri: vscode.Uri,
  evidence: Evidence,
  focus: { preserveFocus: boolean },
): Promise<void> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const index = Math.min(evidence.cell ?? 0, notebook.cellCount - 1);
  if (index < 0) return openAt(uri, 1, focus);
  const range = new vscode.NotebookRange(index, index + 1);
  await vscode.window.showNotebookDocument(notebook, { ...focus, selections: [range], preview: true });
  await openAt(notebook.cellAt(index).document.uri, evidence.cellLine ?? 1, focus);
}

/** `vscode.open` also copes with what is no text, such as model files. */
async function openAt(uri: vscode.Uri, line: number, focus: { preserveFocus: boolean }): Promise<void> {
  const position = new vscode.Position(Math.max(0, line - 1), 0);
  const selection = new vscode.Range(position, position);
  await vscode.commands.executeCommand('vscode.open', uri, { ...focus, selection, preview: true });
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  if (editor) mark(editor, position.line);
}

/** Shows the line as found, until the cursor leaves it or another editor comes to the front. */
function mark(editor: vscode.TextEditor, line: number): void {
  const backgroundColor = new vscode.ThemeColor('editor.findMatchHighlightBackground');
  const decoration = vscode.window.createTextEditorDecorationType({ isWholeLine: true, backgroundColor });
  editor.setDecorations(decoration, [new vscode.Range(line, 0, line, 0)]);
  const left = ({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): void => {
    if (textEditor === editor && selections[0]?.active.line !== line) end.dispose();
  };
  const end = vscode.Disposable.from(
    decoration,
    vscode.window.onDidChangeTextEditorSelection(left),
    vscode.window.onDidChangeActiveTextEditor((active) => {
      if (active !== editor) end.dispose();
    }),
  );
}
