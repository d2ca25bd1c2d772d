import type { Catalogue } from '../catalogue/catalogue.ts';
import { findModel } from '../catalogue/findModel.ts';
import type { InstalledModel, ModelDetails } from '../models.ts';
import { estimateFit } from './estimateFit.ts';
import type { Fit, KvCacheType, MemoryBudget } from './fit.ts';
import { defaultContextLength } from './memoryBudget.ts';
import { shapeFromModelInfo } from './modelShape.ts';

export interface FitOptions {
  readonly budget: MemoryBudget;
  /** What the user asks for, in tokens; without it the model's own `num_ctx`, else the server's default. */
  readonly contextLength?: number;
  readonly kvCacheType: KvCacheType;
  readonly parallel?: number;
  readonly serverVersion?: string;
  /** Knows the shape of models whose details were not asked for. */
  readonly catalogue?: Catalogue;
}

/** What an installed model takes; undefined for the stub of one that runs in the vendor's cloud. */
export function fitOfInstalled(
  model: InstalledModel,
  details: ModelDetails | undefined,
  options: FitOptions,
): Fit | undefined {
  if (model.remoteHost !== undefined || details?.remoteHost !== undefined) return undefined;
  const known = details === undefined ? undefined : shapeFromModelInfo(details.info, details.tensors);
  const row = options.catalogue === undefined ? undefined : findModel(options.catalogue, model.name);
  // A model of the same name may have been made from another: then its size differs.
  const same = row !== undefined && Math.abs(model.sizeBytes / row.downloadBytes - 1) < 0.1;
  const shape = known ?? (same ? row.shape : undefined);
  const { budget, kvCacheType, parallel, serverVersion } = options;
  const asked = options.contextLength ?? ownContextLength(details);
  const longest = shape?.contextLength ?? model.contextLength;
  const contextLength = asked ?? defaultContextLength(budget, { contextLength: longest });
  return estimateFit({
    weightsBytes: model.sizeBytes,
    shape,
    contextLength: Math.min(contextLength, longest ?? contextLength),
    kvCacheType,
    parallel,
    budget,
    serverVersion,
  });
}

/** `PARAMETER num_ctx` of its Modelfile, which goes before the server's default. */
function ownContextLength(details: ModelDetails | undefined): number | undefined {
  const value = /^num_ctx\s+(\d{1,9})\s*$/m.exec(details?.parameters ?? '')?.[1];
  return value === undefined || Number(value) === 0 ? undefined : Number(value);
}
