import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { allNodes, api, eventually, fileIn, writeFile } from '../panel.ts';
import { discardEditors, keys, secretDiagnosticsOn, secretRows, typeSecret } from '../secretTesting.ts';

const made = 'secrets-scanned';

describe('a scan of the workspace for secrets', () => {
  before(async () => {
    await writeFile(`${made}/service.py`, `api_key = "${keys.google}"\n`);
    await writeFile(`${made}/settings.ts`, `export const settings = { apiKey: '${keys.openai}' };\n`);
    await writeFile(`${made}/.gitignore`, 'ignored/\n');
    await writeFile(`${made}/ignored/app.py`, `api_key = "${keys.google}"\n`);
    await writeFile(`${made}/clean.py`, 'api_key = os.environ["API_KEY"]\n');
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: ['# Explore'] },
      {
        cell_type: 'code',
        metadata: {},
        execution_count: 1,
        outputs: [],
        source: ['import os\n', `key = "${keys.google}"`],
      },
    ];
    await writeFile(
      `${made}/explore.ipynb`,
      JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    );
  });
  after(async () => {
    await vscode.commands.executeCommand('aiStack.clearSecretResults');
    await vscode.workspace.fs.delete(fileIn(made), { recursive: true });
  });
  afterEach(discardEditors);

  it('has found nothing before it was run', async () => {
    assert.deepEqual(await secretRows(made), []);
  });

  it('marks closed files and lists them, but not what git ignores', async () => {
    await vscode.commands.executeCommand('aiStack.scanWorkspaceForSecrets');
    const [summary] = await (await api()).tree('aiStack.secrets');
    assert.match(summary?.label ?? '', /^Last scanned \d/);
    assert.match(summary?.description ?? '', /^\d+ files$/);
    const rows = await secretRows(made);
    for (const name of ['service.py', 'settings.ts', 'explore.ipynb'])
      assert.ok(
        rows.some((row) => row.startsWith(`${name} | 1 · ${made}`)),
        `${name} in ${rows.join('\n')}`,
      );
    assert.ok(
      rows.some((row) => row.includes('cell 2, line 2')),
      rows.join('\n'),
    );
    assert.ok(!rows.some((row) => row.includes('ignored') || row.startsWith('clean.py')), rows.join('\n'));
    assert.equal(secretDiagnosticsOn(fileIn(`${made}/service.py`)).length, 1);
    assert.equal(secretDiagnosticsOn(fileIn(`${made}/ignored/app.py`)).length, 0);
  });

  it('shows no secret in any row', async () => {
    const text = JSON.stringify(await (await api()).tree('aiStack.secrets'));
    for (const key of Object.values(keys)) assert.ok(!text.includes(key));
  });

  it('opens a place from its row, also in a cell', async () => {
    const nodes = allNodes(await (await api()).tree('aiStack.secrets'));
    const row = (path: string) => nodes.find(({ secret }) => secret?.uri.endsWith(path));
    await vscode.commands.executeCommand('aiStack.openSecret', row('service.py'));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), keys.google);
    await vscode.commands.executeCommand('aiStack.openSecret', row('explore.ipynb'));
    await eventually('the cell is the active editor', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.scheme === 'vscode-notebook-cell' && active.selection.active.line === 1;
    });
    await eventually('the cell is marked and the file is not', async () => {
      const cell = vscode.window.activeTextEditor?.document.uri;
      await (await api()).tree('aiStack.secrets');
      return (
        cell !== undefined &&
        secretDiagnosticsOn(cell).length === 1 &&
        secretDiagnosticsOn(fileIn(`${made}/explore.ipynb`)).length === 0
      );
    });
  });

  it('follows files that are saved, changed, moved and deleted', async () => {
    const { document } = await typeSecret(`${made}/new.py`, `api_key = "${keys.openai}"\n`, keys.openai);
    await document.save();
    await discardEditors();
    const has = async (name: string): Promise<boolean> =>
      (await secretRows(made)).some((row) => row.startsWith(name));
    await eventually('the new file stays listed', () => has('new.py'));
    assert.equal(secretDiagnosticsOn(fileIn(`${made}/new.py`)).length, 1);
    await vscode.workspace.fs.rename(fileIn(`${made}/new.py`), fileIn(`${made}/moved.py`));
    await eventually(
      'it is listed by its new name',
      async () => (await has('moved.py')) && !(await has('new.py')),
    );
    await writeFile(`${made}/moved.py`, 'api_key = None\n');
    await eventually('it is listed no more', async () => !(await has('moved.py')));
    await vscode.workspace.fs.delete(fileIn(`${made}/settings.ts`));
    await eventually('the deleted file is listed no more', async () => !(await has('settings.ts')));
  });

  it('is forgotten on demand', async () => {
    await vscode.commands.executeCommand('aiStack.clearSecretResults');
    const rows = await secretRows(made);
    assert.ok(!rows.some((row) => row.startsWith('service.py')), rows.join('\n'));
    assert.equal(secretDiagnosticsOn(fileIn(`${made}/service.py`)).length, 0);
  });
});
