import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, fileIn } from '../panel.ts';
import {
  applyAction,
  discardEditors,
  keys,
  markedIn,
  quickFixes,
  secretCode,
  typeSecret,
} from '../secretTesting.ts';

const made = 'secrets-explained';

describe('the page on a secret', () => {
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('opens as a preview from the link of a mark', async () => {
    const editor = await typeSecret(`${made}/app.py`, `api_key = "${keys.google}"\n`, keys.google);
    const { code } = await markedIn(editor.document, keys.google);
    const { target } = code as { target: vscode.Uri };
    // What a click on the link does; the picture test of the workbench clicks it.
    await vscode.commands.executeCommand('vscode.open', target);
    await eventually('a preview', () => activePage()?.startsWith('vscode.markdown.preview') ?? false);
    const page = await vscode.workspace.openTextDocument(target);
    assert.match(page.getText(), /## What it opens\n[^]+## Revoke it\n[^]+## Use instead\n/);
    assert.match(page.getText(), /Vertex AI|Workload Identity/);
  });

  it('opens from the quick fix', async () => {
    const editor = await typeSecret(`${made}/again.py`, `api_key = "${keys.google}"\n`, keys.google);
    const mark = await markedIn(editor.document, keys.google);
    const fixes = await quickFixes(editor.document.uri, mark.range);
    const explain = fixes.find(({ command }) => command?.command === 'aiStack.showSecretRule');
    assert.equal(explain?.command?.arguments?.[0], secretCode(mark)?.slice('secret/'.length));
    await applyAction(explain!);
    await eventually('a preview', () => activePage()?.includes('markdown.preview') ?? false);
  });
});

function activePage(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom) return input.viewType;
  return input instanceof vscode.TabInputWebview ? input.viewType : undefined;
}
