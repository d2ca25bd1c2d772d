import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { assertCommandsRegistered } from '../extensionUnderTest.ts';

describe('the extension in a workspace of two folders', () => {
  it('activates with all its commands', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.deepEqual(
      folders.map((folder) => folder.name),
      ['support-assistant', 'notes'],
    );
    await assertCommandsRegistered();
  });
});
