import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { api, eventually, technologies, workspaceFolder, writeFile } from '../panel.ts';

describe('the panel in a workspace of two folders', () => {
  it('shows each folder', async () => {
    const roots = await (await api()).tree('aiStack.project');
    assert.deepEqual(
      roots.map(({ label }) => label),
      ['support-assistant', 'notes', 'Machine'],
    );
    assert.deepEqual(
      roots[1]?.children.map(({ label }) => label),
      ['No AI task found'],
    );
  });

  it('keeps the facts of the folders apart', async () => {
    assert.ok((await technologies()).includes('langgraph'));
    assert.deepEqual(await technologies(workspaceFolder(1)), []);
    const file = await writeFile('requirements.txt', 'crewai\n', workspaceFolder(1));
    await eventually('CrewAI is found', async () =>
      (await technologies(workspaceFolder(1))).includes('crewai'),
    );
    assert.ok(!(await technologies()).includes('crewai'));
    await vscode.workspace.fs.delete(file);
    await eventually(
      'CrewAI is forgotten',
      async () => (await technologies(workspaceFolder(1))).length === 0,
    );
  });

  it('follows folders that are added and removed', async () => {
    const uri = vscode.Uri.file(mkdtempSync(join(tmpdir(), 'ai-stack-added-')));
    await writeFile('app.py', 'import anthropic\n', uri);
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri, name: 'added' }));
    const known = async (): Promise<boolean> => (await (await api()).facts(uri)) !== undefined;
    await eventually('the third folder is known', known);
    assert.deepEqual(await technologies(uri), ['anthropic']);
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 1));
    await eventually('the third folder is forgotten', async () => !(await known()));
    assert.equal((await (await api()).tree('aiStack.project')).length, 3);
  });
});
