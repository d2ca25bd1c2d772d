import type { MachineFacts } from '../../project/machine.ts';
import type { MemoryBudget } from './fit.ts';
import type { ModelShape } from './modelShape.ts';

const gibi = 2 ** 30;

/**
 * What the machine has for models. GPUs that do not tell their memory, as those that share the CPU's, do not count;
 * Apple's chips give a part of the one memory to the GPU.
 */
export function memoryBudget(machine: MachineFacts): MemoryBudget {
  const apple = machine.accelerators.find(({ vendor }) => vendor === 'apple');
  if (apple !== undefined) {
    const totalBytes = workingSetOfApple(machine.memoryBytes);
    return { kind: 'unified', gpus: [{ name: apple.name, totalBytes }], ramBytes: machine.memoryBytes };
  }
  const gpus = machine.accelerators.flatMap(({ name, memoryBytes }) =>
    memoryBytes === undefined || memoryBytes <= 0 ? [] : [{ name, totalBytes: memoryBytes }],
  );
  return { kind: gpus.length > 0 ? 'gpu' : 'cpu', gpus, ramBytes: machine.memoryBytes };
}

/**
 * What macOS lets the GPU keep: about two thirds of a small memory, three quarters of one above 36 GiB.
 * Source: Metal's `recommendedMaxWorkingSetSize` as reported for Macs of 8 to 192 GB; the system has no other word.
 */
function workingSetOfApple(memoryBytes: number): number {
  return Math.floor(memoryBytes * (memoryBytes > 36 * gibi ? 3 / 4 : 2 / 3));
}

export function gpuBytes(budget: MemoryBudget): number {
  return budget.gpus.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
}

/**
 * The context that the server allocates where nobody asks for another, in tokens: by the memory of all GPUs
 * together, and never longer than the model's own. The limits lie a gibibyte below 24 and 48, as cards fall short.
 * Source: `Serve` in the server's `server/routes.go`.
 */
export function defaultContextLength(
  budget: MemoryBudget,
  shape?: Pick<ModelShape, 'contextLength'>,
): number {
  const total = gpuBytes(budget);
  const length = total >= 47 * gibi ? 262_144 : total >= 23 * gibi ? 32_768 : 4096;
  return Math.min(length, shape?.contextLength ?? length);
}
