import type { MachineFacts } from '../../core/project/machine.ts';
import { columns } from './columns.ts';
import { plain } from './paint.ts';

/** The machine, one part to a line. */
export function machineLines(machine: MachineFacts): string[] {
  const { os, arch, cpu, cpuCount, memoryBytes, accelerators, ollama, gcloudProject } = machine;
  const gpus = accelerators.map(({ name, memoryBytes: memory, driver }) => [
    '  GPU',
    [
      plain(name),
      memory === undefined ? 'shared memory' : gibibytes(memory),
      driver && `driver ${plain(driver)}`,
    ]
      .filter(Boolean)
      .join(', '),
  ]);
  const models = ollama?.models.length === 1 ? '1 model' : `${ollama?.models.length ?? 0} models`;
  return columns([
    ['  System', `${os}, ${arch}`],
    ['  CPU', `${plain(cpu)}, ${cpuCount} ${cpuCount === 1 ? 'core' : 'cores'}`],
    ['  Memory', gibibytes(memoryBytes)],
    ...(gpus.length > 0 ? gpus : [['  GPU', 'none found']]),
    ['  Ollama', ollama ? `${ollama.version} at ${plain(ollama.endpoint)}, ${models}` : 'no server answered'],
    ...(gcloudProject ? [['  gcloud', `project ${plain(gcloudProject)}`]] : []),
  ]);
}

function gibibytes(bytes: number): string {
  const size = bytes / 2 ** 30;
  return `${size < 10 ? size.toFixed(1).replace('.0', '') : Math.round(size)} GB`;
}
