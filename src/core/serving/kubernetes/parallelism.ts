import { UserError } from '../../errors.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';

/** GPUs of the largest machines of Google Cloud: G2, G4, A2, A3 and A4 have 8 (A2 has one size with 16). */
const gpusPerNode = 8;

/** How the GPUs of one replica stand on nodes: tensor parallel within a node, pipeline parallel across nodes. */
export interface Parallelism {
  readonly gpusOnNode: number;
  readonly nodes: number;
}

/**
 * Of the plan's GPUs: the nodes that it names, else one where that has enough, else whole nodes. Layers are split within a node, where GPUs exchange
 * them fast, and the stages between nodes. Rejects more nodes than one for all engines but vLLM.
 */
export function parallelism({ gpu, target, name }: ServingPlan): Parallelism {
  const count = gpu?.count ?? 0;
  const nodes = gpu?.nodes ?? Math.max(1, Math.ceil(count / gpusPerNode));
  if (nodes === 1) return { gpusOnNode: count, nodes };
  if (target !== 'vllm')
    throw new UserError(
      `${name} needs ${String(count)} GPUs on ${String(nodes)} nodes.`,
      'Choose vLLM, which spans nodes: --set target=vllm',
    );
  return { gpusOnNode: gpu?.nodes === undefined ? gpusPerNode : Math.ceil(count / nodes), nodes };
}

/** The engine's arguments with the port in them and the GPUs of one node; those that are there already stay. */
export function engineArguments(plan: ServingPlan, { gpusOnNode, nodes }: Parallelism): readonly string[] {
  const given = plan.app.command.map((part) => part.replaceAll('${PORT}', String(plan.app.port)));
  const flag = plan.target === 'vllm' ? '--tensor-parallel-size' : '--tp_size';
  const isEngine = plan.target === 'vllm' || plan.target === 'tensorrt-llm';
  const parallel = isEngine && gpusOnNode > 1 ? [flag, String(gpusOnNode)] : [];
  return [...withoutFlags(given, nodes > 1 || parallel.length > 0 ? parallelFlags : []), ...parallel];
}

const parallelFlags = ['--tensor-parallel-size', '-tp', '--tp_size', '--pipeline-parallel-size', '-pp'];

function withoutFlags(words: readonly string[], flags: readonly string[]): string[] {
  return words.filter((word, at) => !flags.includes(word) && !flags.includes(words[at - 1] ?? ''));
}
