import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { assertCommandsRegistered } from '../extensionUnderTest.ts';

describe('the extension without a folder', () => {
  it('activates with all its commands', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    await assertCommandsRegistered();
  });
});
