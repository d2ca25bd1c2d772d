import { readFileSync } from 'node:fs';
import { findModel } from '../../../src/core/ollama/catalogue/findModel.ts';
import { readCatalogue } from '../../../src/core/ollama/catalogue/readCatalogue.ts';
import { estimateFit } from '../../../src/core/ollama/fit/estimateFit.ts';
import type { Fit } from '../../../src/core/ollama/fit/fit.ts';

/** What `ollama ps` showed to others. */
export interface PublishedFit {
  /** As the catalogue names it. */
  readonly model: string;
  readonly server: string;
  /** Whether the version was named there, told by the day, or chosen because its account comes nearer. */
  readonly serverFrom: 'stated' | 'dated' | 'inferred';
  readonly contextLength: number;
  readonly device: 'gpu' | 'cpu';
  readonly sizeGb: number;
  readonly source: string;
  /** How far off ours may be, 0 to 1. */
  readonly tolerance: number;
}

export const catalogue = readCatalogue(
  readFileSync(new URL('../../../media/catalog/models.yaml', import.meta.url), 'utf8'),
);

export const publishedFits = (
  JSON.parse(readFileSync(new URL('../../fixtures/ollama/fit-published.json', import.meta.url), 'utf8')) as {
    rows: PublishedFit[];
  }
).rows;

/** Ours for the same model, context and server, on a machine where it fits. */
export function ourFit({ model, server, contextLength, device }: PublishedFit): Fit {
  const row = findModel(catalogue, model);
  if (row === undefined) throw new Error(`${model} is not in the catalogue`);
  return estimateFit({
    weightsBytes: row.downloadBytes,
    shape: row.shape,
    contextLength,
    kvCacheType: 'f16',
    budget: {
      kind: device,
      gpus: device === 'gpu' ? [{ name: 'GPU', totalBytes: 2e11 }] : [],
      ramBytes: 2e11,
    },
    serverVersion: server,
  });
}
