import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, fileIn, writeFile } from '../panel.ts';
import {
  applyAction,
  discardEditors,
  keys,
  markedIn,
  openPrintingNotebook,
  quickFixes,
  secretDiagnosticsOn,
  typeSecret,
} from '../secretTesting.ts';

const made = 'secrets-fixed';

describe('quick fixes for secrets', () => {
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('read a key from the environment', async () => {
    const editor = await typeSecret(`${made}/read.py`, `api_key = "${keys.huggingFace}"\n`, keys.huggingFace);
    const { document } = editor;
    const mark = await markedIn(document, keys.huggingFace);
    const fixes = await quickFixes(document.uri, mark.range);
    const read = fixes.find(({ title }) => / from the environment$/.test(title));
    assert.ok(read, fixes.map(({ title }) => title).join(', '));
    assert.equal(fixes.filter(({ isPreferred }) => isPreferred).length, 1);
    await applyAction(read);
    assert.match(document.getText(), /^import os\n\n?api_key = os\.environ\["\w+"\]\n$/);
    await eventually('no mark is left', () => secretDiagnosticsOn(document.uri).length === 0);
  });

  it('move a key to .env, keep that out of git and tell others its name, all in one step', async () => {
    const editor = await typeSecret(`${made}/move.py`, `token = "${keys.huggingFace}"\n`, keys.huggingFace);
    const mark = await markedIn(editor.document, keys.huggingFace);
    const fixes = await quickFixes(editor.document.uri, mark.range);
    const move = fixes.find(({ title }) => title.includes('.env'));
    assert.ok(move, fixes.map(({ title }) => title).join(', '));
    await applyAction(move);
    const text = async (path: string): Promise<string> =>
      (await vscode.workspace.openTextDocument(fileIn(path))).getText();
    const name = /environ\["(\w+)"\]/.exec(editor.document.getText())?.[1];
    assert.ok(name, 'The code reads no variable.');
    assert.ok((await text('.env')).includes(`${name}=${keys.huggingFace}`));
    assert.match(await text('.gitignore'), /^\.env$/m);
    const example = await text('.env.example');
    assert.match(example, new RegExp(`^${name}=$`, 'm'));
    assert.ok(!example.includes(keys.huggingFace));
    await vscode.commands.executeCommand('undo');
    assert.ok(editor.document.getText().includes(keys.huggingFace));
    await vscode.workspace.fs.delete(fileIn('.env')).then(undefined, () => undefined);
  });

  it('switch a Gemini client to Vertex AI, and open the steps of Workload Identity', async () => {
    const source = `from google import genai\n\nclient = genai.Client(api_key="${keys.google}")\n`;
    const editor = await typeSecret(`${made}/gemini.py`, source, keys.google);
    const mark = await markedIn(editor.document, keys.google);
    const [first] = await quickFixes(editor.document.uri, mark.range);
    assert.match(first?.title ?? '', /Vertex AI/);
    await applyAction(first!);
    assert.ok(!editor.document.getText().includes('api_key'));
    assert.match(editor.document.getText(), /GOOGLE_CLOUD_PROJECT/);
    const labels = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await eventually('the steps are open', () => labels().some((label) => label.includes('security.md')));
    assert.equal(vscode.window.tabGroups.all.length, 2);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('fix all at once what is safe to fix', async () => {
    const source = `first = "${keys.huggingFace}"\nsecond = "${keys.openai}"\n`;
    const editor = await typeSecret(`${made}/all.py`, source, keys.openai);
    const { document } = editor;
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await quickFixes(document.uri, whole, 'source.fixAll.aiStack');
    assert.ok(all, 'There is no fix for all.');
    await applyAction(all);
    assert.ok(!document.getText().includes(keys.huggingFace));
    assert.ok(!document.getText().includes(keys.openai));
    assert.equal(document.getText().match(/os\.environ\[/g)?.length, 2);
    await eventually('no mark is left', () => secretDiagnosticsOn(document.uri).length === 0);
  });

  it('offer to explain, suppress, accept and look into history', async () => {
    const editor = await typeSecret(
      `${made}/standing.py`,
      `api_key = "${keys.huggingFace}"\n`,
      keys.huggingFace,
    );
    const mark = await markedIn(editor.document, keys.huggingFace);
    const commands = (await quickFixes(editor.document.uri, mark.range)).map(
      ({ command }) => command?.command,
    );
    for (const id of ['showSecretRule', 'suppressSecret', 'addSecretToBaseline', 'checkGitHistoryForSecret'])
      assert.ok(commands.includes(`aiStack.${id}`), id);
  });

  it('suppress with a reason', async () => {
    const editor = await typeSecret(
      `${made}/quiet.py`,
      `api_key = "${keys.huggingFace}"\n`,
      keys.huggingFace,
    );
    const { document } = editor;
    editor.selection = new vscode.Selection(0, 12, 0, 12);
    await vscode.commands.executeCommand('aiStack.suppressSecret', { reason: 'key of the demo */' });
    assert.match(document.getText(), /# ai-stack: allow [\w-]+ -- key of the demo$/m);
    await eventually('no mark is left', () => secretDiagnosticsOn(document.uri).length === 0);
  });

  it('accept a secret by the baseline, which does not hold it', async () => {
    const editor = await typeSecret(
      `${made}/known.py`,
      `api_key = "${keys.huggingFace}"\n`,
      keys.huggingFace,
    );
    const { document } = editor;
    editor.selection = new vscode.Selection(0, 12, 0, 12);
    await vscode.commands.executeCommand('aiStack.addSecretToBaseline');
    await eventually('no mark is left', () => secretDiagnosticsOn(document.uri).length === 0);
    const baseline = fileIn('.ai-stack-baseline.json');
    const text = Buffer.from(await vscode.workspace.fs.readFile(baseline)).toString();
    assert.ok(text.includes(`${made}/known.py`));
    assert.ok(!text.includes(keys.huggingFace));
    await vscode.workspace.fs.delete(baseline);
    await markedIn(document, keys.huggingFace);
  });

  it('honour the comments and configuration of other scanners', async () => {
    const editor = await typeSecret(`${made}/peer.py`, `api_key = "${keys.huggingFace}"\n`, keys.huggingFace);
    const { document } = editor;
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, document.lineAt(0).text.length), '  # gitleaks:allow'),
    );
    await eventually('no mark is left', () => secretDiagnosticsOn(document.uri).length === 0);
    await editor.edit((edit) => edit.replace(document.lineAt(0).range, `api_key = "${keys.huggingFace}"`));
    await markedIn(document, keys.huggingFace);
    const config = await writeFile('.gitleaks.toml', `[allowlist]\npaths = ['''^${made}/''']\n`);
    await eventually('the configuration allows it', () => secretDiagnosticsOn(document.uri).length === 0);
    await vscode.workspace.fs.delete(config);
    await markedIn(document, keys.huggingFace);
  });

  it('clear what a cell printed', async () => {
    const notebook = await openPrintingNotebook(`${made}/printed.ipynb`, `token: ${keys.huggingFace}\n`);
    const { uri } = notebook.cellAt(0).document;
    await eventually('a mark', () => secretDiagnosticsOn(uri).length === 1);
    const [clear] = await quickFixes(uri, new vscode.Range(0, 0, 0, 1));
    assert.match(clear?.title ?? '', /^Clear the Outputs/);
    await applyAction(clear!);
    assert.equal(notebook.cellAt(0).outputs.length, 0);
    assert.equal(notebook.cellAt(0).document.getText(), 'print(token)');
    await eventually(
      'no mark is left',
      () => secretDiagnosticsOn(notebook.cellAt(0).document.uri).length === 0,
    );
  });
});
