import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sectionIds } from '../../../src/core/guide/recommendation.ts';
import { api, fileIn, findNode, technologies } from '../panel.ts';
import { programsStartedDuring } from '../spawnSpy.ts';

describe('the panel in a folder that is not trusted', () => {
  it('shows what the files say', async () => {
    assert.ok((await technologies()).includes('langgraph'));
    assert.equal((await (await api()).tree('aiStack.stack')).length, sectionIds.length);
  });

  it('starts no program, and says what it left out', async () => {
    const started = await programsStartedDuring(() =>
      Promise.resolve(vscode.commands.executeCommand('aiStack.refresh')),
    );
    assert.deepEqual(started, []);
    const node = await findNode('aiStack.project', ({ id }) => id === 'machine|restricted');
    assert.equal(node.command?.id, 'workbench.trust.manage');
  });

  it('writes nothing', async () => {
    await assert.rejects(async () => {
      await vscode.commands.executeCommand('aiStack.createGuideOverride');
      await vscode.workspace.fs.stat(fileIn('.vscode/ai-stack.yaml'));
    });
  });
});
