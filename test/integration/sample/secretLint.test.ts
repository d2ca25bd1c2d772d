import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { secretSample } from '../../support/secretSample.ts';
import { api, eventually, fileIn, writeFile } from '../panel.ts';
import {
  discardEditors,
  keys,
  markedIn,
  openPrintingNotebook,
  secretCode,
  secretDiagnosticsOn,
  typeSecret,
} from '../secretTesting.ts';

const made = 'secrets-made';

describe('secrets while typing', () => {
  afterEach(discardEditors);
  after(() => vscode.workspace.fs.delete(fileIn(made), { recursive: true }));

  it('are marked in Python, and no longer when they are taken out', async () => {
    const editor = await typeSecret(
      `${made}/app.py`,
      `client = Client(api_key="${keys.google}")\n`,
      keys.google,
    );
    const [mark] = secretDiagnosticsOn(editor.document.uri);
    assert.equal(editor.document.getText(mark?.range), keys.google);
    assert.ok(!JSON.stringify(mark).includes(keys.google));
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), 'client = Client()\n'));
    await eventually('no mark is left', () => secretDiagnosticsOn(editor.document.uri).length === 0);
  });

  it('are marked in TypeScript, in an .env file and in compose', async () => {
    await typeSecret(
      `${made}/app.ts`,
      `const client = new OpenAI({ apiKey: '${keys.openai}' });\n`,
      keys.openai,
    );
    await typeSecret(`${made}/.env`, `HF_TOKEN=${keys.huggingFace}\n`, keys.huggingFace);
    const compose = `services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: ${keys.password}\n`;
    await typeSecret(`${made}/compose.yaml`, compose, keys.password);
  });

  it('are marked in a service account file', async () => {
    const key = secretSample('{base64:1600}').replace(/.{64}/g, '$&\\n');
    const account = {
      type: 'service_account',
      project_id: 'shop-backend',
      private_key_id: secretSample('{hex:40}'),
      private_key: `-----BEGIN PRIVATE KEY-----\\n${key}\\n-----END PRIVATE KEY-----\\n`,
      client_email: 'backend@shop-backend.iam.gserviceaccount.com',
    };
    const text = JSON.stringify(account, null, 2).replaceAll('\\\\n', '\\n');
    const editor = await typeSecret(`${made}/account.json`, text, key.slice(0, 40));
    const codes = secretDiagnosticsOn(editor.document.uri).map(secretCode);
    assert.ok(codes.includes('secret/google-service-account-key'), codes.join(', '));
  });

  it('are marked in a draft that has no file, by its language', async () => {
    const content = `db_password = "${keys.password}"\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    await vscode.window.showTextDocument(document);
    await markedIn(document, keys.password);
  });

  it('are not marked in what programs print', async () => {
    await vscode.commands.executeCommand('aiStack.showLog');
    const [log] = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'output');
    if (log) assert.deepEqual(secretDiagnosticsOn(log.uri), []);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('are found where they stand in a document too large to scan whole at each change', async () => {
    const filler = 'x = 1  # nothing to see here, and nothing to find\n'.repeat(8_000);
    const editor = await typeSecret(
      `${made}/large.py`,
      `${filler}api_key = "${keys.google}"\n${filler}`,
      keys.google,
    );
    const { document } = editor;
    assert.ok(document.getText().length > 262_144);
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, 0), `# first\ntoken = "${keys.huggingFace}"\n`),
    );
    await markedIn(document, keys.huggingFace);
    const texts = secretDiagnosticsOn(document.uri).map(({ range }) => document.getText(range));
    assert.deepEqual(texts, [keys.huggingFace, keys.google]);
  });

  it('are found in another thread in a document that is far too large to scan while typing', async () => {
    const filler = 'x = 1  # nothing to see here, and nothing to find\n'.repeat(22_000);
    const uri = await writeFile(`${made}/huge.py`, `${filler}api_key = "${keys.google}"\n${filler}`);
    const { document } = await vscode.window.showTextDocument(uri);
    assert.ok(document.getText().length > 2_097_152);
    await markedIn(document, keys.google);
    assert.equal(secretDiagnosticsOn(uri).length, 1);
  });

  it('are found by the rules of the workspace itself', async () => {
    const value = `bill_${'0f9e8d7c'.repeat(4)}`;
    const config = [
      'secrets:',
      '  rules:',
      '    - id: billing-token',
      '      title: token of the billing service',
    ];
    config.push("      pattern: '\\bbill_([a-z0-9]{32})\\b'", '      keywords: [bill_]', '');
    const override = await writeFile('.vscode/ai-stack.yaml', config.join('\n'));
    const editor = await typeSecret(`${made}/own.py`, `print("${value}")\n`, value.slice(5));
    const [mark] = secretDiagnosticsOn(editor.document.uri);
    assert.ok(mark);
    assert.equal(secretCode(mark), 'secret/billing-token');
    assert.match(mark.message, /^Token of the billing service/);
    await vscode.workspace.fs.delete(override);
    await eventually(
      'without the rule there is no mark',
      () => secretDiagnosticsOn(editor.document.uri).length === 0,
    );
  });

  it('are left alone when they are switched off, and found again when switched on', async () => {
    const editor = await typeSecret(`${made}/switched.py`, `api_key = "${keys.google}"\n`, keys.google);
    const { uri } = editor.document;
    const code = secretCode(secretDiagnosticsOn(uri)[0]!)!.slice('secret/'.length);
    const set = (key: string, value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Workspace);
    for (const [key, value] of [
      ['aiStack.secrets.enable', false],
      ['aiStack.secrets.disabledRules', ['*']],
      ['aiStack.secrets.severity', { [code]: 'off' }],
      ['aiStack.secrets.exclude', [`/${made}/switched.py`]],
    ] as const) {
      await set(key, value);
      await eventually(`${key} takes the mark away`, () => secretDiagnosticsOn(uri).length === 0);
      await set(key, undefined);
      await eventually(`without ${key} the mark is back`, () => secretDiagnosticsOn(uri).length === 1);
    }
    await set('aiStack.secrets.severity', { [code]: 'information' });
    const information = vscode.DiagnosticSeverity.Information;
    await eventually('it is information', () => secretDiagnosticsOn(uri)[0]?.severity === information);
    await set('aiStack.secrets.severity', undefined);
  });

  it('are marked in a notebook, in its cells and in what they printed', async () => {
    const notebook = await openPrintingNotebook(`${made}/printed.ipynb`, `token: ${keys.huggingFace}\n`);
    const code = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      `key = "${keys.google}"\n`,
      'python',
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(0, [code])]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await markedIn(notebook.cellAt(0).document, keys.google);
    const command = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      `!export POSTGRES_PASSWORD=${keys.password}\n`,
      'python',
    );
    const another = new vscode.WorkspaceEdit();
    another.set(notebook.uri, [vscode.NotebookEdit.insertCells(2, [command])]);
    assert.ok(await vscode.workspace.applyEdit(another));
    await markedIn(notebook.cellAt(2).document, keys.password);
    const { uri } = notebook.cellAt(1).document;
    await eventually('a mark on the printing cell', () => secretDiagnosticsOn(uri).length === 1);
    const [mark] = secretDiagnosticsOn(uri);
    assert.match(mark?.message ?? '', /^In what this cell printed:/);
    assert.ok(!mark?.message.includes(keys.huggingFace));
    const rows = (await (await api()).tree('aiStack.secrets')).flatMap(({ children }) => children);
    const words = rows.map(({ description }) => description ?? '');
    assert.ok(
      words.some((each) => each.includes('cell 2, output')),
      words.join(' | '),
    );
  });

  it('forgets what was found in a file that is closed, as long as nothing was scanned', async () => {
    const editor = await typeSecret(`${made}/closed.py`, `api_key = "${keys.google}"\n`, keys.google);
    const { uri } = editor.document;
    await discardEditors();
    await eventually('no mark is left', () => secretDiagnosticsOn(uri).length === 0);
  });
});
