import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, eventually, workspaceFolder, writeFile } from '../panel.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { discardEditors, keys, markedIn, secretDiagnosticsOn, secretRows } from '../secretTesting.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const scheme = 'ai-stack-memory';

describe('secrets in a workspace of several folders', () => {
  afterEach(discardEditors);

  it('are found in each folder, which is named where there are several', async () => {
    const file = await writeFile('keys.py', `api_key = "${keys.google}"\n`, workspaceFolder(1));
    await vscode.commands.executeCommand('aiStack.scanWorkspaceForSecrets');
    const rows = await secretRows('notes');
    assert.ok(rows.includes('keys.py | 1 · notes'), rows.join(', '));
    await vscode.workspace.fs.delete(file);
    await eventually('the file is forgotten', async () => (await secretRows('notes')).length === 0);
  });

  it('are found in a folder that is not on this machine', async () => {
    const files = new MemoryFiles({
      '/repo/src/app.py': `api_key = "${keys.google}"\n`,
      '/repo/src/clean.py': 'api_key = None\n',
      '/repo/.gitignore': '*.log\n',
      '/repo/build.log': `api_key = "${keys.google}"\n`,
    });
    const registration = vscode.workspace.registerFileSystemProvider(scheme, files);
    const root = vscode.Uri.from({ scheme, path: '/repo' });
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: root, name: 'repo' }));
    await eventually('the folder is there', () => vscode.workspace.workspaceFolders?.length === 3);
    await vscode.commands.executeCommand('aiStack.scanWorkspaceForSecrets');
    assert.deepEqual(
      (await secretRows('repo')).map((row) => row.trim()),
      ['app.py | 1 · repo/src', 'Google API key | api_key · line 1'],
    );
    const uri = vscode.Uri.joinPath(root, 'src/app.py');
    assert.equal(secretDiagnosticsOn(uri).length, 1);
    const { document } = await vscode.window.showTextDocument(uri);
    await markedIn(document, keys.google);
    await discardEditors();
    await vscode.workspace.fs.writeFile(uri, Buffer.from('api_key = None\n'));
    await eventually('the change is noticed', async () => (await secretRows('repo')).length === 0);
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 1));
    await eventually('the folder is gone', async () => (await (await api()).facts(root)) === undefined);
    registration.dispose();
  });

  it('start no program beside git', async () => {
    const started = await programsStartedDuring(() =>
      Promise.resolve(vscode.commands.executeCommand('aiStack.scanWorkspaceForSecrets')),
    );
    assert.deepEqual(started, []);
    await vscode.commands.executeCommand('aiStack.clearSecretResults');
  });
});
