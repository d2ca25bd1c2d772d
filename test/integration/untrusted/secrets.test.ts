import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, fileIn, writeFile } from '../panel.ts';
import {
  applyAction,
  discardEditors,
  keys,
  markedIn,
  quickFixes,
  secretDiagnosticsOn,
  secretRows,
} from '../secretTesting.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const made = 'secrets-made';
const source = `api_key = "${keys.huggingFace}"\n`;

describe('secrets in a folder that is not trusted', () => {
  before(() => writeFile(`${made}/app.py`, source));
  afterEach(discardEditors);

  it('are marked in open files', async () => {
    const { document } = await vscode.window.showTextDocument(fileIn(`${made}/app.py`));
    await markedIn(document, keys.huggingFace);
  });

  it('are found by a scan, which starts no program', async () => {
    const started = await programsStartedDuring(async () => {
      await vscode.commands.executeCommand('aiStack.scanWorkspaceForSecrets');
      await (await api()).tree('aiStack.secrets');
    });
    assert.deepEqual(started, []);
    assert.ok((await secretRows(made)).some((row) => row.startsWith('app.py')));
    assert.equal(secretDiagnosticsOn(fileIn(`${made}/app.py`)).length, 1);
  });

  it('are not fixed: no fix, suppression or baseline writes anything', async () => {
    const { document } = await vscode.window.showTextDocument(fileIn(`${made}/app.py`));
    const mark = await markedIn(document, keys.huggingFace);
    const fixes = await quickFixes(document.uri, mark.range);
    assert.ok(fixes.some(({ title }) => / from the environment$/.test(title)));
    for (const fix of fixes) {
      assert.equal(fix.edit, undefined, fix.title);
      if (fix.command?.command !== 'aiStack.showSecretRule') await applyAction(fix);
    }
    const [all] = await quickFixes(document.uri, mark.range, 'source.fixAll.aiStack');
    assert.equal(all, undefined);
    assert.equal(document.getText(), source);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(fileIn('.ai-stack-baseline.json'))));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(fileIn('.env'))));
  });
});
