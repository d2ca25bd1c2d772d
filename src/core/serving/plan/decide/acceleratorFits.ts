import type { CloudGpu, ClusterGpu } from '../../catalogue/servingCatalogue.ts';
import { neededBytes } from './modelSize.ts';

/** Context and sequences for a model, as bytes per token and bounds. */
export interface Demand {
  /** Bytes of weights in memory. */
  readonly weightsBytes: number;
  /** 0 where nothing is generated. */
  readonly kvBytesPerToken: number;
  /** What was asked for; absent: up to what fits. */
  readonly length?: number;
  readonly sequences?: number;
  /** The longest context of the model. */
  readonly longest: number;
}

/** How a demand is met: with how much context, in how much memory. */
export interface Fit {
  readonly length: number;
  readonly sequences: number;
  readonly neededBytes: number;
}

/** Longest and most first. A smaller GPU is taken down to the last of these before a larger one is. */
const steps: readonly (readonly [length: number, sequences: number])[] = [
  [8192, 8],
  [8192, 4],
  [4096, 8],
  [4096, 4],
];
/** What is tried on the largest GPU before it is given up. */
const lastSteps: readonly (readonly [length: number, sequences: number])[] = [
  [4096, 2],
  [4096, 1],
  [2048, 1],
];

/** The most generous way in which a demand fits so many bytes; undefined where none does. */
export function fitWithin(demand: Demand, usableBytes: number, isLast = false): Fit | undefined {
  const tried = isLast ? [...steps, ...lastSteps] : steps;
  for (const [usualLength, usualSequences] of tried) {
    const length = demand.length ?? Math.min(usualLength, demand.longest);
    const sequences = demand.sequences ?? usualSequences;
    const needed = neededBytes(demand.weightsBytes, demand.kvBytesPerToken, length, sequences);
    if (needed <= usableBytes) return { length, sequences, neededBytes: needed };
  }
  return undefined;
}

export const gibibyte = 1024 ** 3;

export function usableBytes({ usableGiB }: CloudGpu | ClusterGpu): number {
  return usableGiB * gibibyte;
}

/** Whether the numbers of a model are ones that the GPU counts with: FP8 from Ada on, FP4 from Blackwell on. */
export function supportsDtype(architecture: string, dtype: string): boolean {
  const level = Number(/\d+/.exec(architecture)?.[0] ?? 0);
  if (dtype === 'nvfp4') return level >= 100;
  return dtype === 'fp8' ? level >= 89 : true;
}

/** A number of GPUs on machines of GKE that hold a demand. */
export interface ClusterFit extends Fit {
  readonly gpu: ClusterGpu;
  readonly count: number;
  readonly nodes: number;
  readonly machineType: string;
}

/** The fewest GPUs of the least kind that hold a demand: whole machines first, then two or four of the largest. */
export function fitCluster(demand: Demand, gpus: readonly ClusterGpu[]): ClusterFit | undefined {
  const single = gpus.flatMap((gpu) =>
    gpu.machines.map(({ gpus: count, type }) => ({ gpu, count, nodes: 1, machineType: type })),
  );
  const several = gpus.flatMap((gpu) => {
    const largest = gpu.machines.at(-1);
    if (!largest) return [];
    return [2, 4].map((nodes) => ({ gpu, count: nodes * largest.gpus, nodes, machineType: largest.type }));
  });
  const bySize = (a: { gpu: ClusterGpu; count: number }, b: { gpu: ClusterGpu; count: number }): number =>
    a.gpu.memoryGiB * a.count - b.gpu.memoryGiB * b.count || a.count - b.count;
  for (const options of [single, several]) {
    for (const option of options.sort(bySize)) {
      const fit = fitWithin(demand, usableBytes(option.gpu) * option.count, option.nodes > 1);
      if (fit) return { ...option, ...fit };
    }
  }
  return undefined;
}
