import { estimateFit } from '../../core/ollama/fit/estimateFit.ts';
import type { KvCacheType } from '../../core/ollama/fit/fit.ts';
import { defaultContextLength, memoryBudget } from '../../core/ollama/fit/memoryBudget.ts';
import type { MachineFacts } from '../../core/project/machine.ts';
import type { ModelFitting } from './modelFitting.ts';

/** What decides how much a model takes, and what there is for it. */
export interface FittingFacts {
  readonly machine: MachineFacts;
  /** The text of our own list of models. */
  readonly catalogue: string;
  readonly serverVersion: string;
  /** In tokens; 0 for what the server takes by itself. */
  readonly contextLength: number;
  readonly kvCacheType: KvCacheType;
}

/** Reckons with the machine of the server, by its own account. */
export function createFitting(facts: FittingFacts): ModelFitting {
  const budget = memoryBudget(facts.machine);
  const contextLength = facts.contextLength || defaultContextLength(budget);
  const { kvCacheType, serverVersion } = facts;
  return {
    fitOf: (model, _details, asked) =>
      model.remoteHost === undefined
        ? estimateFit({
            weightsBytes: model.sizeBytes,
            contextLength: asked ?? contextLength,
            kvCacheType,
            budget,
            serverVersion,
          })
        : undefined,
    suggest: () => [],
  };
}
