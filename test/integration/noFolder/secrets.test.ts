import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, eventually } from '../panel.ts';
import { discardEditors, keys, markedIn } from '../secretTesting.ts';

describe('secrets without a folder', () => {
  afterEach(discardEditors);

  it('are marked in drafts, and listed', async () => {
    const content = `api_key = "${keys.google}"\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    await vscode.window.showTextDocument(document);
    await markedIn(document, keys.google);
    const rows = await (await api()).tree('aiStack.secrets');
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Open files only', document.uri.path],
    );
  });

  it('have their pages', async () => {
    await vscode.commands.executeCommand('aiStack.showSecretRule', 'google-api-key');
    const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    await eventually('a preview of the page', () => label().includes('Google API key'));
  });
});
