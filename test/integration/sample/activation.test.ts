import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { assertCommandsRegistered, contributedCommands, extensionUnderTest } from '../extensionUnderTest.ts';

describe('the extension on the sample project', () => {
  it('activates', async () => {
    await extensionUnderTest().activate();
    assert.equal(extensionUnderTest().isActive, true);
  });

  it('implements every command it contributes', async () => {
    assert.notEqual(contributedCommands().length, 0);
    await assertCommandsRegistered();
  });

  it('has a trusted project that tests may write to', async () => {
    assert.equal(vscode.workspace.isTrusted, true);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'written.txt');
    await vscode.workspace.fs.writeFile(file, Buffer.from('by a test'));
    assert.equal((await vscode.workspace.openTextDocument(file)).getText(), 'by a test');
    await vscode.workspace.fs.delete(file);
  });
});
