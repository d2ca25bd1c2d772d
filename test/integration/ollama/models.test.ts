import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsOn, eventually, fileIn } from '../panel.ts';
import { modelPageUri } from '../../../src/editor/ollama/modelPages.ts';
import { modelRow, realEndpoint, rowIds, run, terminalsOpened, useRealServer } from '../ollamaTesting.ts';
import { withUser } from '../userAnswers.ts';

const installed = 'models|installed|tiny-model:latest';
const running = 'models|running|tiny-model:latest';

describe('models, from a Modelfile to nothing, with a real server', function () {
  this.timeout(60_000);
  useRealServer();
  after(closeEditors);

  it('begins with a server and no model', async () => {
    const server = await modelRow('models|server');
    assert.match(server.label, /^Ollama \d+\.\d+/);
    assert.equal((await modelRow('models|server|endpoint')).description, realEndpoint);
    assert.deepEqual(await rowIds('models|installed|'), ['models|installed|none']);
    assert.deepEqual(await rowIds('models|running'), []);
  });

  it('finds nothing wrong with the Modelfile', async () => {
    const document = await vscode.workspace.openTextDocument(fileIn('Modelfile'));
    assert.equal(document.languageId, 'modelfile');
    await vscode.window.showTextDocument(document);
    assert.deepEqual(diagnosticsOn(document.uri), []);
  });

  it('is created from the Modelfile that is open', async () => {
    const said = await withUser({ showInputBox: 'tiny-model' }, () => run('createModel'));
    assert.deepEqual(
      said.map(({ by }) => by),
      ['showInputBox', 'showInformationMessage'],
    );
    assert.match(said[1]?.text ?? '', /tiny-model is ready/);
    const row = await modelRow(installed);
    assert.equal(row.label, 'tiny-model');
    assert.match(row.description ?? '', /kB/);
  });

  it('runs, in memory and in a terminal', async () => {
    const subject = { model: { name: 'tiny-model:latest', kind: 'installed' } };
    const [terminal] = await terminalsOpened(() => withUser({}, () => run('runModel', subject)));
    const row = await modelRow(running);
    assert.match(row.description ?? '', /CPU/);
    assert.match(row.description ?? '', /512 context/);
    assert.equal(terminal?.name, 'ollama run tiny-model:latest');
    assert.equal(terminal.shellPath, process.env['AI_STACK_TEST_OLLAMA_PROGRAM']);
    assert.deepEqual(terminal.shellArgs, ['run', 'tiny-model:latest']);
    assert.equal(terminal.env?.['OLLAMA_HOST'], realEndpoint);
  });

  it('shows its details', async () => {
    await withUser({}, () => run('showModelDetails', 'tiny-model'));
    const tabs = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);
    await eventually('its page is open', () => tabs().some((label) => label.includes('tiny-model')));
    const page = await vscode.workspace.openTextDocument(modelPageUri(realEndpoint, 'tiny-model:latest'));
    assert.match(page.getText(), /llama/);
    assert.match(page.getText(), /num_ctx/);
  });

  it('gives its endpoint to OpenAI clients', async () => {
    await withUser({}, () => run('copyOpenAiEndpoint'));
    assert.equal(await vscode.env.clipboard.readText(), `${realEndpoint}/v1`);
  });

  it('gets a client in the open program', async () => {
    const document = await vscode.workspace.openTextDocument(fileIn('main.py'));
    await vscode.window.showTextDocument(document);
    await withUser({}, () => run('insertClientSnippet', { model: 'tiny-model', snippet: 'ollama' }));
    assert.match(document.getText(), /tiny-model/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('stops', async () => {
    await withUser({}, () => run('stopModel', 'tiny-model'));
    assert.deepEqual(await rowIds('models|running'), []);
    assert.equal((await modelRow(installed)).label, 'tiny-model');
  });

  it('stays when its deletion is not confirmed', async () => {
    const said = await withUser({}, () => run('deleteModel', 'tiny-model'));
    assert.match(said[0]?.text ?? '', /^Delete tiny-model:latest from /);
    assert.deepEqual(said[0]?.buttons, ['Delete']);
    assert.equal((await modelRow(installed)).label, 'tiny-model');
  });

  it('is deleted, also while it runs', async () => {
    await terminalsOpened(() => withUser({}, () => run('runModel', 'tiny-model')));
    assert.deepEqual(await rowIds('models|running|'), [running]);
    await withUser({ showWarningMessage: 'Delete' }, () => run('deleteModel', 'tiny-model'));
    assert.deepEqual(await rowIds('models|running'), []);
    assert.deepEqual(await rowIds('models|installed|'), ['models|installed|none']);
    const tags = (await (await fetch(`${realEndpoint}/api/tags`)).json()) as { models: unknown[] };
    assert.deepEqual(tags.models, []);
    const ps = (await (await fetch(`${realEndpoint}/api/ps`)).json()) as { models: unknown[] };
    assert.deepEqual(ps.models, []);
  });
});
