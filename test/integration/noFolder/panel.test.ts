import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, eventually } from '../panel.ts';

describe('the panel without a folder', () => {
  it('is empty, so that the welcome text shows', async () => {
    assert.deepEqual(await (await api()).tree('aiStack.project'), []);
    assert.deepEqual(await (await api()).tree('aiStack.stack'), []);
    assert.equal(await (await api()).badge(), 0);
  });

  it('knows nothing of other folders', async () => {
    const elsewhere = vscode.Uri.file('/elsewhere');
    assert.equal(await (await api()).facts(elsewhere), undefined);
    assert.deepEqual(await (await api()).recommendations(elsewhere), []);
  });

  it('still shows the guide', async () => {
    await vscode.commands.executeCommand('aiStack.showGuideSection', 'agents');
    const tab = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    await eventually('a preview of the page', () => tab().includes('agents.md'));
    await closeEditors();
  });
});
