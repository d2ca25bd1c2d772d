import type { Fit } from './fit.ts';
import type { Suggestion } from './suggestion.ts';
import type { InstalledModel, ModelDetails, ModelRecommendation } from '../models.ts';

/** Reckons what models take on the machine of the server. */
export interface ModelFitting {
  /** By the model's shape where its details are known, else by its size; undefined for what runs elsewhere. */
  fitOf(model: InstalledModel, details?: ModelDetails, contextLength?: number): Fit | undefined;
  /** What a model that is not here downloads and takes, where our list knows it. */
  expectationOf(name: string): { readonly downloadBytes: number; readonly fit: Fit | undefined } | undefined;
  /** Models to pull, best first, those that are installed left out. */
  suggest(
    recommendations: readonly ModelRecommendation[],
    installed: readonly InstalledModel[],
  ): readonly Suggestion[];
}
