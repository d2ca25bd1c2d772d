import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../panel.ts';
import { modelRow, modelRows, run, useRealServer } from '../ollamaTesting.ts';
import { withUser } from '../userAnswers.ts';

const endpoint = process.env['AI_STACK_TEST_OLLAMA_START'] ?? '';

describe('starting a real server', function () {
  this.timeout(60_000);
  useRealServer(endpoint);

  it('finds none at the endpoint', async () => {
    assert.deepEqual(await modelRows(), []);
  });

  it('starts none that the user does not agree to', async () => {
    const said = await withUser({}, () => run('startOllama'));
    assert.match(said[0]?.text ?? '', /^Start Ollama on /);
    assert.deepEqual(said[0]?.buttons[0], 'Start');
    assert.equal(await answers(), false);
  });

  it('starts one that the user agrees to, in a terminal', async () => {
    await withUser({ showInformationMessage: 'Start' }, () => run('startOllama'));
    assert.equal(await answers(), true);
    assert.match((await modelRow('models|server')).label, /^Ollama \d/);
    assert.ok(serverTerminal());
  });

  it('starts no second one', async () => {
    const terminals = vscode.window.terminals.length;
    const said = await withUser({ showInformationMessage: 'Start' }, () => run('startOllama'));
    assert.equal(
      said.some(({ buttons }) => buttons.includes('Start')),
      false,
    );
    assert.equal(vscode.window.terminals.length, terminals);
  });

  it('ends with its terminal', async () => {
    serverTerminal()?.dispose();
    await eventually('the server is gone', async () => !(await answers()));
  });

  function serverTerminal(): vscode.Terminal | undefined {
    return vscode.window.terminals.find(({ name }) => name === 'Ollama');
  }

  async function answers(): Promise<boolean> {
    return fetch(`${endpoint}/api/version`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
});
