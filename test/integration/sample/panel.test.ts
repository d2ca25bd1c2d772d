import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sectionIds } from '../../../src/core/guide/recommendation.ts';
import { explanationUri } from '../../../src/editor/explanations.ts';
import { allNodes, api, closeEditors, eventually, fileIn, findNode, workspaceFolder } from '../panel.ts';

describe('the panel on the sample project', () => {
  afterEach(closeEditors);

  it('shows tasks, technologies and the machine', async () => {
    const roots = await (await api()).tree('aiStack.project');
    const labels = roots.map(({ label }) => label);
    assert.equal(labels[0], 'Tasks');
    assert.equal(labels.at(-1), 'Machine');
    assert.ok(labels.includes('Agents and model services'), labels.join(', '));
    const tasks = roots[0]?.children.map(({ label }) => label) ?? [];
    assert.ok(tasks.includes('Agents') && tasks.includes('Fine-tuning'), tasks.join(', '));
  });

  it('shows the six sections with a reason each', async () => {
    const sections = await (await api()).tree('aiStack.stack');
    assert.equal(sections.length, sectionIds.length);
    for (const section of sections) {
      assert.match(section.contextValue ?? '', /\bsection\b/);
      const reasons = section.children.filter(({ contextValue }) =>
        /^(?:reason|obstacle)/.test(contextValue ?? ''),
      );
      assert.notEqual(reasons.length, 0, section.label);
    }
  });

  it('counts the sections that need action on its badge', async () => {
    const recommendations = await (await api()).recommendations(workspaceFolder());
    const statuses = recommendations.flatMap(({ sections }) => sections.map(({ status }) => status));
    const needed = statuses.filter((status) => ['conflict', 'partial', 'missing'].includes(status)).length;
    assert.notEqual(needed, 0);
    assert.equal(await (await api()).badge(), needed);
  });

  it('gives every row an id of its own', async () => {
    for (const view of ['aiStack.project', 'aiStack.stack'] as const) {
      const ids = allNodes(await (await api()).tree(view)).map(({ id }) => id);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
      );
    }
  });

  it('opens evidence at its line', async () => {
    const node = await findNode('aiStack.project', ({ label }) => label.startsWith('pyproject.toml:'));
    await vscode.commands.executeCommand('aiStack.openEvidence', node);
    const [evidence] = node.subject?.evidence ?? [];
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileIn('pyproject.toml').toString());
    assert.equal(editor.selection.active.line + 1, evidence?.line);
    assert.ok(editor.document.lineAt(editor.selection.active.line).text.includes(evidence?.text ?? '?'));
  });

  it('opens evidence in a notebook at its cell and line', async () => {
    const node = await findNode('aiStack.project', ({ subject }) => {
      const evidence = subject?.evidence ?? [];
      return evidence.length === 1 && evidence[0]?.cell !== undefined && evidence[0].cellLine !== 1;
    });
    const [evidence] = node.subject?.evidence ?? [];
    await vscode.commands.executeCommand('aiStack.openEvidence', node);
    const notebook = vscode.window.activeNotebookEditor;
    assert.equal(notebook?.notebook.uri.toString(), fileIn('notebooks/explore.ipynb').toString());
    assert.equal(notebook.selection.start, evidence?.cell);
    await eventually('the editor of the cell is the active one', () => {
      const editor = vscode.window.activeTextEditor;
      const cell = notebook.notebook.cellAt(evidence?.cell ?? 0).document;
      return editor?.document === cell && editor.selection.active.line + 1 === evidence?.cellLine;
    });
  });

  it('says so when the file of an evidence is gone, and does not fail', async () => {
    const subject = {
      folder: workspaceFolder().toString(),
      title: 'Gone',
      evidence: [{ file: 'gone.py', line: 1, text: '' }],
    };
    await vscode.commands.executeCommand('aiStack.openEvidence', subject);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('puts a report on the clipboard', async () => {
    await vscode.commands.executeCommand('aiStack.copyReport');
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^# AI stack report/);
    assert.match(report, /LangGraph/);
    assert.match(report, /pyproject\.toml/);
  });
});

describe('the pages of the sample project', () => {
  afterEach(closeEditors);

  it('explains a recommendation', async () => {
    const section = await findNode('aiStack.stack', ({ subject }) => subject?.section === 'agents');
    await vscode.commands.executeCommand('aiStack.explainRecommendation', section);
    await eventually(
      'a preview of the explanation',
      () => activeTab()?.label.includes(section.label) ?? false,
    );
    assert.match((activeTab()?.input as vscode.TabInputWebview).viewType, /markdown\.preview/);
    assert.ok(section.subject);
    const page = await vscode.workspace.openTextDocument(explanationUri(section.subject));
    assert.match(page.getText(), /How this answer came about/);
    assert.match(page.getText(), /\]\(\/(?:src|pyproject)[^)]*#L\d+\)/);
  });

  it('shows a page of the guide', async () => {
    await vscode.commands.executeCommand('aiStack.showGuideSection', 'caching');
    await eventually('a preview of the page', () => activeTab()?.label.includes('caching.md') ?? false);
  });
});

function activeTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}
