import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsOn, eventually, fileIn } from '../panel.ts';
import { modelRow, run, useRealServer } from '../ollamaTesting.ts';
import { withUser } from '../userAnswers.ts';

describe('a Modelfile with mistakes, with a real server', () => {
  let document: vscode.TextDocument;

  useRealServer();
  before(async () => {
    document = await vscode.workspace.openTextDocument(fileIn('Modelfile.mistakes'));
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeEditors();
  });

  it('is marked where the server would refuse it', async () => {
    await eventually('both mistakes are marked', () => diagnosticsOn(document.uri).length === 2);
    const lines = diagnosticsOn(document.uri).map(({ range }) => range.start.line);
    assert.deepEqual(lines.toSorted(), [1, 2]);
  });

  it('is not sent to the server', async () => {
    const said = await withUser({ showInputBox: 'mistaken' }, () => run('createModel', document.uri));
    assert.match(said.map(({ text }) => text).join('\n'), /line 2/);
    assert.equal((await modelRow('models|installed|none')).label, 'No model is installed yet');
  });

  it('is fixed by quick fixes, and then becomes a model', async () => {
    await fix(1, /temperature/);
    await fix(2, /./);
    await eventually('no mark is left', () => diagnosticsOn(document.uri).length === 0);
    const said = await withUser({ showInputBox: 'mended' }, () => run('createModel', document.uri));
    assert.match(said.at(-1)?.text ?? '', /mended is ready/);
    assert.equal((await modelRow('models|installed|mended:latest')).label, 'mended');
    await withUser({ showWarningMessage: 'Delete' }, () => run('deleteModel', 'mended'));
  });

  /** Applies the first quick fix of the mark on this line. */
  async function fix(line: number, title: RegExp): Promise<void> {
    const mark = diagnosticsOn(document.uri).find(({ range }) => range.start.line === line);
    assert.ok(mark);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      mark.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find((each) => title.test(each.title) && each.edit !== undefined);
    assert.ok(action?.edit, actions.map((each) => each.title).join(', '));
    await vscode.workspace.applyEdit(action.edit);
  }
});
