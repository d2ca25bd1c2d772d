import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  api,
  closeEditors,
  diagnosticsOn,
  eventually,
  fileIn,
  findNode,
  technologies,
  writeFile,
} from '../panel.ts';

describe('changes in the sample project', () => {
  afterEach(closeEditors);

  it('counts text that is not saved, and forgets it when it is undone', async () => {
    assert.ok(!(await technologies()).includes('vllm'));
    const document = await vscode.workspace.openTextDocument(fileIn('src/app/orders.py'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'from vllm import LLM\n'));
    assert.ok(document.isDirty);
    assert.ok((await technologies()).includes('vllm'));
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await eventually('vLLM is forgotten', async () => !(await technologies()).includes('vllm'));
    await document.save();
  });

  it('counts cells that are not saved', async () => {
    assert.ok(!(await technologies()).includes('bentoml'));
    const notebook = await vscode.workspace.openNotebookDocument(fileIn('notebooks/explore.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'import bentoml\n', 'python');
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(notebook.cellCount, [cell])]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('BentoML is found', async () => (await technologies()).includes('bentoml'));
    const undo = new vscode.WorkspaceEdit();
    const last = new vscode.NotebookRange(notebook.cellCount - 1, notebook.cellCount);
    undo.set(notebook.uri, [vscode.NotebookEdit.deleteCells(last)]);
    assert.ok(await vscode.workspace.applyEdit(undo));
    await eventually('BentoML is forgotten', async () => !(await technologies()).includes('bentoml'));
    await notebook.save();
  });

  it('follows files that come, change and go', async () => {
    const file = await writeFile('requirements-serving.txt', 'sglang==0.5.0\n');
    await eventually('SGLang is found', async () => (await technologies()).includes('sglang'));
    await writeFile('requirements-serving.txt', 'bentoml==1.4.0\n');
    await eventually('BentoML takes its place', async () => {
      const found = await technologies();
      return found.includes('bentoml') && !found.includes('sglang');
    });
    await vscode.workspace.fs.delete(file);
    await eventually('BentoML is forgotten', async () => !(await technologies()).includes('bentoml'));
  });

  it('follows folders that go', async () => {
    await writeFile('services/embed/main.py', 'import qdrant_client\n');
    await eventually('Qdrant is found', async () => (await technologies()).includes('qdrant'));
    await vscode.workspace.fs.delete(fileIn('services'), { recursive: true });
    await eventually('Qdrant is forgotten', async () => !(await technologies()).includes('qdrant'));
  });

  it('keeps ids over a refresh, so that rows stay open', async () => {
    const before = (await (await api()).tree('aiStack.stack')).map(({ id }) => id);
    await vscode.commands.executeCommand('aiStack.refresh');
    const after = (await (await api()).tree('aiStack.stack')).map(({ id }) => id);
    assert.deepEqual(after, before);
  });
});

describe('files with errors in the sample project', () => {
  const override = '.vscode/ai-stack.yaml';
  afterEach(closeEditors);

  it('marks an error in the override at its exact place, until it is mended', async () => {
    await (await api()).tree('aiStack.stack');
    const uri = await writeFile(override, 'sections:\n  agnts:\n    disable: true\n');
    await eventually('a diagnostic', () => diagnosticsOn(uri).length === 1);
    const [diagnostic] = diagnosticsOn(uri);
    assert.deepEqual(diagnostic?.range, new vscode.Range(1, 2, 1, 7));
    assert.equal(diagnostic.code, 'guide/unknown-id');
    assert.match(diagnostic.message, /agnts/);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(1, 2, 1, 7), 'agents'));
    await eventually('the diagnostic is gone', () => diagnosticsOn(uri).length === 0);
    const section = await findNode('aiStack.stack', ({ subject }) => subject?.section === 'agents');
    assert.match(section.contextValue ?? '', /status:not-applicable/);
    await document.save();
    await vscode.workspace.fs.delete(uri);
    await eventually('the section is back', async () => {
      const { contextValue } = await findNode(
        'aiStack.stack',
        ({ subject }) => subject?.section === 'agents',
      );
      return contextValue?.includes('status:not-applicable') === false;
    });
  });

  it('creates an override once and never overwrites it', async () => {
    await vscode.commands.executeCommand('aiStack.createGuideOverride');
    const uri = fileIn(override);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.match(vscode.window.activeTextEditor.document.getText(), /^# .*\n[^]*^sections: \{\}$/m);
    assert.deepEqual(diagnosticsOn(uri), []);
    await writeFile(override, '# mine\n');
    await closeEditors();
    await vscode.commands.executeCommand('aiStack.createGuideOverride');
    // The editor may still show the text of before for a moment: it learns of the change from the file watcher.
    await eventually('the file as it stands', () => {
      return vscode.window.activeTextEditor?.document.getText() === '# mine\n';
    });
    await closeEditors();
    await vscode.workspace.fs.delete(uri);
  });

  it('turns a broken manifest into a diagnostic and a note', async () => {
    const uri = await writeFile(
      'broken/pyproject.toml',
      '[project]\nname = "broken"\ndependencies = ["torch"\n[tool]\n',
    );
    await eventually('a diagnostic', () => diagnosticsOn(uri).length > 0);
    const [diagnostic] = diagnosticsOn(uri);
    assert.equal(diagnostic?.source, 'AI Stack');
    assert.ok(diagnostic.range.start.line >= 2, `line ${diagnostic.range.start.line}`);
    const note = await findNode('aiStack.project', ({ contextValue }) => contextValue === 'problems');
    assert.match(note.label, /^1 file has problems$/);
    await vscode.commands.executeCommand('aiStack.openEvidence', note.children[0]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    await closeEditors();
    await vscode.workspace.fs.delete(fileIn('broken'), { recursive: true });
    await eventually('no diagnostic is left', () => diagnosticsOn(uri).length === 0);
  });
});
