import type { Accelerator } from '../../project/machine.ts';
import type { Strength } from '../../project/facts.ts';
import type { PracticeId, TaskId, TechnologyId } from '../../project/vocabulary.ts';

/** From the weakest proof to the strongest. */
export const strengths = ['weak', 'config', 'import', 'direct'] as const satisfies readonly Strength[];

/** What can be asked of the machine: a vendor's graphics processor, or an Ollama server that answers. */
export const machineTraits = ['nvidia', 'amd', 'apple', 'ollama'] as const satisfies readonly (
  Accelerator['vendor'] | 'ollama'
)[];
export type MachineTrait = (typeof machineTraits)[number];

/**
 * A question to the facts of one project. Where several ids stand, one of them is enough. Named conditions of a
 * guide file (`is: name`) are put in their place when the file is read.
 */
export type Condition =
  | { readonly kind: 'all'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'technology'; readonly ids: readonly TechnologyId[]; readonly strength: Strength }
  | { readonly kind: 'task'; readonly ids: readonly Exclude<TaskId, 'none'>[]; readonly confidence: number }
  | { readonly kind: 'primaryTask'; readonly ids: readonly TaskId[] }
  | { readonly kind: 'practice'; readonly ids: readonly PracticeId[] }
  | { readonly kind: 'machine'; readonly ids: readonly MachineTrait[] }
  | { readonly kind: 'folder'; readonly state: 'empty' };

export type ConditionKind = Condition['kind'];
