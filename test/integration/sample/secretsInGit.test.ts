import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { api, eventually, fileIn, workspaceFolder, writeFile } from '../panel.ts';
import { discardEditors, keys } from '../secretTesting.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const git = (...args: string[]): string =>
  execFileSync(
    'git',
    ['-C', workspaceFolder().fsPath, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args],
    {
      encoding: 'utf8',
    },
  );

describe('secrets and git', () => {
  const set = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration().update('git.enabled', value, vscode.ConfigurationTarget.Workspace);
  const staged = async (): Promise<string[]> => {
    const rows = await (await api()).tree('aiStack.secrets');
    return rows.filter(({ contextValue }) => contextValue === 'secretFile staged').map(({ label }) => label);
  };

  before(async function () {
    try {
      git('init', '--quiet');
    } catch {
      // Without git there is nothing to test.
      this.skip();
    }
    await set(true);
  });
  after(async () => {
    await set(undefined);
    await vscode.workspace.fs.delete(fileIn('.git'), { recursive: true }).then(undefined, () => undefined);
  });
  afterEach(discardEditors);

  it('say when a secret is staged, even if the file has none any more, until it is not', async () => {
    await writeFile('staged.py', `api_key = "${keys.google}"\n`);
    git('add', 'staged.py');
    await eventually('the staged file is told of', async () => (await staged()).includes('staged.py'));
    await writeFile('staged.py', 'api_key = None\n');
    assert.deepEqual(await staged(), ['staged.py']);
    git('add', 'staged.py');
    await eventually('nothing is told of any more', async () => (await staged()).length === 0);
    git('rm', '--cached', '--quiet', 'staged.py');
    await vscode.workspace.fs.delete(fileIn('staged.py'));
  });

  it('are looked for in history only where the user agrees', async () => {
    const uri = await writeFile('committed.py', `api_key = "${keys.google}"\n`);
    git('add', 'committed.py');
    git('commit', '--quiet', '--message', 'A key');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(0, 14, 0, 14);
    const started = (argument: unknown): Promise<string[]> =>
      programsStartedDuring(() =>
        Promise.resolve(vscode.commands.executeCommand('aiStack.checkGitHistoryForSecret', argument)),
      );
    // VS Code shows no dialog in tests, and so nobody agrees.
    assert.deepEqual(await started(undefined), []);
    const programs = await started({ confirmed: true });
    assert.notEqual(programs.length, 0);
    assert.deepEqual([...new Set(programs)], ['git']);
    await vscode.commands.executeCommand('aiStack.checkGitHistoryForSecret', { confirmed: true });
    await vscode.workspace.fs.delete(uri);
  });
});
