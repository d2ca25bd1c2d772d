import type { Accelerator, MachineFacts } from '../../../core/project/machine.ts';
import { escapeMarkdown } from '../../markdown/escape.ts';
import type { TreeNode } from './treeNode.ts';

/** How much of the machine is looked at: nothing is run in an untrusted workspace, and a setting turns it off. */
export type MachineView = 'whole' | 'restricted' | 'off';

const machineId = 'machine';

/** The machine, as one node with its parts below it. */
export function machineNode(machine: MachineFacts | undefined, view: MachineView): TreeNode {
  const node = { id: machineId, label: 'Machine', icon: { id: 'device-desktop' }, contextValue: 'machine' };
  if (view === 'off') {
    return { ...node, description: 'not examined: aiStack.detection.probeMachine is off', children: [] };
  }
  if (!machine) return { ...node, description: 'being examined…', children: [] };
  const accelerators = machine.accelerators.map(acceleratorRow);
  const noAccelerator = view === 'restricted' ? [] : [row('gpu', 'circuit-board', 'No GPU found')];
  const children = [
    row('cpu', 'chip', machine.cpu, `${machine.cpuCount} cores, ${machine.arch}`),
    row('memory', 'server', 'Memory', gibibytes(machine.memoryBytes)),
    ...(accelerators.length > 0 ? accelerators : noAccelerator),
    ...ollamaRows(machine),
    ...(machine.gcloudProject ? [row('gcloud', 'cloud', 'gcloud project', machine.gcloudProject)] : []),
    ...(view === 'restricted' ? [restrictedRow()] : []),
  ];
  return { ...node, description: machineSummary(machine), children, expanded: false };
}

/** `Linux 6.1, 32 GB, NVIDIA L4 24 GB`. */
export function machineSummary(machine: MachineFacts): string {
  return [machine.os, gibibytes(machine.memoryBytes), ...machine.accelerators.map(acceleratorWords)].join(
    ', ',
  );
}

export function gibibytes(bytes: number): string {
  const size = bytes / 2 ** 30;
  return `${size < 10 ? size.toFixed(1).replace('.0', '') : Math.round(size)} GB`;
}

function acceleratorWords(accelerator: Accelerator): string {
  const memory = accelerator.memoryBytes === undefined ? '' : ` ${gibibytes(accelerator.memoryBytes)}`;
  return `${accelerator.name}${memory}`;
}

function acceleratorRow(accelerator: Accelerator, index: number): TreeNode {
  const memory = accelerator.memoryBytes === undefined ? 'shared memory' : gibibytes(accelerator.memoryBytes);
  const driver = accelerator.driver === undefined ? '' : `, driver ${accelerator.driver}`;
  return row(`gpu${index}`, 'circuit-board', accelerator.name, memory + driver);
}

function ollamaRows({ ollama }: MachineFacts): TreeNode[] {
  if (!ollama) return [row('ollama', 'debug-disconnect', 'Ollama', 'no server answered')];
  const count = ollama.models.length === 1 ? '1 model' : `${ollama.models.length} models`;
  const models = ollama.models.map((name) => row(`ollama:${name}`, 'symbol-misc', name));
  return [
    {
      ...row('ollama', 'plug', `Ollama ${ollama.version}`, count, ollama.endpoint),
      children: models,
      expanded: false,
    },
  ];
}

function row(key: string, icon: string, label: string, description?: string, tooltip?: string): TreeNode {
  return {
    id: `${machineId}|${key}`,
    label,
    description,
    icon: { id: icon },
    tooltip: escapeMarkdown(tooltip ?? [label, description].filter(Boolean).join(': ')),
    contextValue: 'machine',
    children: [],
  };
}

function restrictedRow(): TreeNode {
  return {
    ...row('restricted', 'shield', 'GPU and gcloud', 'not examined in Restricted Mode'),
    tooltip:
      'They are looked up by running programs, which is done only in a trusted workspace. Choose to manage trust.',
    command: { id: 'workbench.trust.manage', title: 'Manage Workspace Trust' },
  };
}
