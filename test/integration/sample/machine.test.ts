import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, findNode, workspaceFolder } from '../panel.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

const probeSetting = 'aiStack.detection.probeMachine';

describe('the machine in a trusted folder', () => {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();
  afterEach(() => configuration().update(probeSetting, undefined, vscode.ConfigurationTarget.Global));

  it('is looked up by running programs', async () => {
    const started = await programsStartedDuring(() =>
      Promise.resolve(vscode.commands.executeCommand('aiStack.refresh')),
    );
    assert.ok(started.length > 0);
    const facts = await (await api()).facts(workspaceFolder());
    assert.ok((facts?.machine?.memoryBytes ?? 0) > 0);
  });

  it('is left alone when the setting says so', async () => {
    await configuration().update(probeSetting, false, vscode.ConfigurationTarget.Global);
    const started = await programsStartedDuring(() =>
      Promise.resolve(vscode.commands.executeCommand('aiStack.refresh')),
    );
    assert.deepEqual(started, []);
    const node = await findNode('aiStack.project', ({ id }) => id === 'machine');
    assert.match(node.description ?? '', /not examined/);
  });
});
