import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startReplayServer, type ReplayServer } from '../../support/ollama/replayServer.ts';
import { api, eventually } from '../panel.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const key = 'aiStack.ollama.endpoint';
const script = {
  'GET /api/version': { json: { version: '0.24.0' } },
  'GET /api/tags': { json: { models: [] } },
  'GET /api/ps': { json: { models: [] } },
};
const set = (value: string | undefined, target: vscode.ConfigurationTarget): Thenable<void> =>
  vscode.workspace.getConfiguration().update(key, value, target);
const { Global, Workspace } = vscode.ConfigurationTarget;
const labels = async (): Promise<string[]> =>
  (await (await api()).tree('aiStack.models')).map(({ label }) => label);

describe('Ollama in a folder that is not trusted', () => {
  let users: ReplayServer;
  let theirs: ReplayServer;

  before(async () => {
    [users, theirs] = [await startReplayServer(script), await startReplayServer(script)];
    await set(users.url, Global);
    await set(theirs.url, Workspace);
  });

  after(async () => {
    await set(undefined, Workspace);
    await set(undefined, Global);
    await users.close();
    await theirs.close();
  });

  it('is asked at the user’s endpoint; that of the workspace is not used, and said so', async () => {
    await vscode.commands.executeCommand('aiStack.refreshModels');
    await eventually('the notice is shown', async () =>
      (await labels()).includes('The workspace’s own endpoint is not used'),
    );
    assert.ok((await labels()).includes('Ollama 0.24.0'));
    assert.ok(users.requests.length > 0);
    assert.deepEqual(theirs.requests, []);
  });

  it('starts no program', async () => {
    const started = await programsStartedDuring(async () => {
      await vscode.commands.executeCommand('aiStack.refreshModels');
      await labels();
    });
    assert.deepEqual(started, []);
  });

  it('is not started and given no new model, even by who has asked the user', async () => {
    await set('http://127.0.0.1:9', Global);
    const started = await programsStartedDuring(async () => {
      await vscode.commands.executeCommand('aiStack.startOllama', { confirmed: true });
      await vscode.commands.executeCommand('aiStack.createModel', { name: 'x', confirmed: true });
    });
    await set(users.url, Global);
    assert.deepEqual(started, []);
    assert.deepEqual(
      users.requests.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  it('is not asked on another machine', async () => {
    await set('http://192.0.2.1:11434', Global);
    await vscode.commands.executeCommand('aiStack.refreshModels');
    assert.ok((await labels()).includes('The server is not asked'));
    await set(users.url, Global);
  });

  it('has no model pulled, run, stopped or deleted', async () => {
    const asked = users.requests.length;
    for (const command of ['pullModel', 'runModel', 'stopModel', 'deleteModel'])
      await vscode.commands.executeCommand(`aiStack.${command}`, { name: 'a', confirmed: true });
    assert.deepEqual(
      users.requests.slice(asked).filter(({ method }) => method !== 'GET'),
      [],
    );
  });
});
