import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { assertCommandsRegistered } from '../extensionUnderTest.ts';

describe('the extension in a folder that is not trusted', () => {
  it('activates with all its commands', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await assertCommandsRegistered();
  });
});
