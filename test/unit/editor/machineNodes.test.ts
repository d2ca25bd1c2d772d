import assert from 'node:assert/strict';
import type { MachineFacts } from '../../../src/core/project/machine.ts';
import { gibibytes, machineNode, machineSummary } from '../../../src/editor/tree/model/machineNodes.ts';
import { labels, nodeWith } from './treeSupport.ts';

const machine: MachineFacts = {
  os: 'Linux 6.1',
  arch: 'x64',
  cpu: 'Xeon',
  cpuCount: 8,
  memoryBytes: 32 * 2 ** 30,
  accelerators: [{ vendor: 'nvidia', name: 'NVIDIA L4', memoryBytes: 23 * 2 ** 30, driver: '570' }],
  ollama: { endpoint: 'http://127.0.0.1:11434', version: '0.34.0', models: ['gemma3:4b'] },
  gcloudProject: 'my-project',
};

describe('machineNode', () => {
  it('shows what was found', () => {
    const node = machineNode(machine, 'whole');
    assert.deepEqual(labels(node.children), [
      'Xeon',
      'Memory',
      'NVIDIA L4',
      'Ollama 0.34.0',
      'gcloud project',
    ]);
    assert.equal(nodeWith([node], 'NVIDIA L4').description, '23 GB, driver 570');
    assert.deepEqual(labels(nodeWith([node], 'Ollama 0.34.0').children), ['gemma3:4b']);
  });

  it('says what was not found', () => {
    const bare = { ...machine, accelerators: [], ollama: undefined, gcloudProject: undefined };
    assert.deepEqual(labels(machineNode(bare, 'whole').children), [
      'Xeon',
      'Memory',
      'No GPU found',
      'Ollama',
    ]);
  });

  it('does not claim that there is no GPU where none was looked for', () => {
    const children = machineNode({ ...machine, accelerators: [] }, 'restricted').children;
    assert.ok(!labels(children).includes('No GPU found'));
    assert.equal(children.at(-1)?.command?.id, 'workbench.trust.manage');
  });

  it('shows nothing of the machine when that is turned off', () => {
    const node = machineNode(machine, 'off');
    assert.deepEqual(node.children, []);
    assert.match(node.description!, /probeMachine/);
  });

  it('is being examined until there are facts', () => {
    assert.equal(machineNode(undefined, 'whole').description, 'being examined…');
  });
});

describe('machineSummary', () => {
  it('names system, memory and accelerators', () => {
    assert.equal(machineSummary(machine), 'Linux 6.1, 32 GB, NVIDIA L4 23 GB');
    const shared = { ...machine, accelerators: [{ vendor: 'apple' as const, name: 'Apple M4' }] };
    assert.equal(machineSummary(shared), 'Linux 6.1, 32 GB, Apple M4');
  });
});

describe('gibibytes', () => {
  it('has one decimal below ten', () => {
    assert.deepEqual(
      [1.5, 8, 9.96, 15.6, 64].map((size) => gibibytes(size * 2 ** 30)),
      ['1.5 GB', '8 GB', '10 GB', '16 GB', '64 GB'],
    );
  });
});
