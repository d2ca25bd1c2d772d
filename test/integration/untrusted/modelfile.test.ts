import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lensesOn, marks, openModelfile } from '../modelfileTesting.ts';
import { eventually, fileIn } from '../panel.ts';
import { applyAction, discardEditors, quickFixes } from '../secretTesting.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const made = 'modelfiles';
const source = 'FROM ./none.gguf\nADAPTER /etc/none.gguf\nPARAMETER temprature 1\n';

describe('Modelfiles in a folder that is not trusted', () => {
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('are checked, without looking at paths outside and without a program', async () => {
    const started = await programsStartedDuring(async () => {
      const { uri } = await openModelfile(`${made}/Modelfile`, source);
      const messages = (): string =>
        marks(uri)
          .map(({ message }) => message)
          .join('\n');
      await eventually('the mistakes are marked', () => messages().includes('temprature'));
      assert.ok(messages().includes('./none.gguf'), messages());
      assert.ok(!messages().includes('/etc/none.gguf'), messages());
    });
    assert.deepEqual(started, []);
  });

  it('offer no way to create the model, and no fix writes', async () => {
    const document = await openModelfile(`${made}/Modelfile`, source);
    await eventually('the mistakes are marked', () => marks(document.uri).length > 0);
    assert.deepEqual(await lensesOn(document), []);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const fixes = await quickFixes(document.uri, whole);
    assert.notEqual(fixes.length, 0);
    for (const fix of fixes) {
      assert.equal(fix.edit, undefined, fix.title);
      await applyAction(fix);
    }
    assert.deepEqual(await quickFixes(document.uri, whole, 'source.fixAll.aiStack.modelfile'), []);
    assert.equal(document.getText(), source);
  });
});
