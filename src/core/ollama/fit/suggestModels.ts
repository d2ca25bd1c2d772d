import type { Catalogue, CatalogueModel, ModelPurpose } from '../catalogue/catalogue.ts';
import { findModel, isInstalled } from '../catalogue/findModel.ts';
import { isCloudModel, sameModel, shortName } from '../modelName.ts';
import type { InstalledModel, ModelRecommendation } from '../models.ts';
import { estimateFit, fitOfTotal } from './estimateFit.ts';
import type { Fit, KvCacheType, MemoryBudget } from './fit.ts';
import { defaultContextLength } from './memoryBudget.ts';
import type { Suggestion } from './suggestion.ts';

export interface SuggestRequest {
  readonly recommendations: readonly ModelRecommendation[];
  readonly catalogue: Catalogue;
  readonly installed: readonly InstalledModel[];
  readonly budget: MemoryBudget;
  /** In tokens; the server's default for this machine unless said. */
  readonly contextLength?: number;
  readonly kvCacheType: KvCacheType;
  readonly serverVersion?: string;
  /** Models for it come first. */
  readonly purpose?: ModelPurpose;
  /** At most so many, chosen for variety; all that fit unless said. */
  readonly limit?: number;
}

/**
 * Models to pull: what the server recommends, then what we know, as far as it fits on this machine and is not
 * installed. Models of the vendor's cloud never count.
 */
export function suggestModels(request: SuggestRequest): Suggestion[] {
  const recommended = request.recommendations.flatMap((each) => ofServer(each, request));
  const rows = request.catalogue.models
    .filter(
      (model) => !request.installed.some((each) => each.remoteHost === undefined && isInstalled(model, each)),
    )
    .filter((model) => !recommended.some(({ name }) => findModel(request.catalogue, name) === model))
    .map((model) => ({ model, fit: fitOfRow(model, request) }))
    .filter(({ fit }) => fit.verdict !== 'no')
    .sort((left, right) => compare(left, right, request.purpose));
  const room = request.limit === undefined ? rows.length : Math.max(0, request.limit - recommended.length);
  const chosen = room < rows.length ? varied(rows, room) : rows;
  const suggestions = [...recommended, ...chosen.map(({ model, fit }) => ofRow(model, fit))];
  return suggestions.slice(0, request.limit ?? suggestions.length);
}

interface Candidate {
  readonly model: CatalogueModel;
  readonly fit: Fit;
}

/** Servers recommend by the bare name; what it downloads and takes is in our list, where we know it. */
function ofServer(recommendation: ModelRecommendation, request: SuggestRequest): Suggestion[] {
  const { name, description, vramBytes } = recommendation;
  const row = findModel(request.catalogue, name);
  if (vramBytes === undefined || isCloudModel(name)) return [];
  const has = request.installed.some(
    (each) =>
      each.remoteHost === undefined &&
      (sameModel(each.name, name) || (row !== undefined && isInstalled(row, each))),
  );
  if (has) return [];
  const fit =
    row === undefined
      ? fitOfTotal(vramBytes, request.contextLength ?? defaultContextLength(request.budget), request.budget)
      : fitOfRow(row, request);
  if (fit.verdict === 'no') return [];
  const capabilities = row?.capabilities ?? [];
  const known = { title: row?.title ?? shortName(name), downloadBytes: row?.downloadBytes, capabilities };
  return [{ ...known, name: shortName(name), description, fit, source: 'server' }];
}

function ofRow(model: CatalogueModel, fit: Fit): Suggestion {
  const { name, title, description, downloadBytes, capabilities, day } = model;
  return { name, title, description, downloadBytes, capabilities, fit, source: 'catalogue', asOf: day };
}

function fitOfRow(model: CatalogueModel, request: SuggestRequest): Fit {
  const { budget, kvCacheType, serverVersion } = request;
  return estimateFit({
    weightsBytes: model.downloadBytes,
    shape: model.shape,
    contextLength: Math.min(request.contextLength ?? defaultContextLength(budget), model.contextLength),
    kvCacheType,
    budget,
    serverVersion,
  });
}

const places = { gpu: 0, partly: 2, cpu: 1, no: 3 } as const;
/** What a CPU still answers with at reading speed. */
const quickOnCpu = 6e9;

/** The asked purpose, then where it runs, then the newer generation, then the larger one, as far as it stays quick. */
function compare(left: Candidate, right: Candidate, purpose: ModelPurpose | undefined): number {
  return (
    Number(serves(right.model)) - Number(serves(left.model)) ||
    places[left.fit.verdict] - places[right.fit.verdict] ||
    Number(left.model.isOlder) - Number(right.model.isOlder) ||
    weight(right) - weight(left)
  );

  function serves(model: CatalogueModel): boolean {
    return purpose !== undefined && model.purpose === purpose;
  }
}

/** Models that embed come after those that talk. */
function weight({ model, fit }: Candidate): number {
  if (model.purpose === 'embedding') return -1e15 + model.downloadBytes;
  const slow = fit.verdict !== 'gpu' && model.downloadBytes > quickOnCpu;
  return slow ? -model.downloadBytes : model.downloadBytes;
}

/** The best, a small one, one for code, one for pictures, one for search; then on in order. */
function varied(candidates: readonly Candidate[], count: number): Candidate[] {
  const wanted: ((candidate: Candidate) => boolean)[] = [
    ({ model }) => model.purpose !== 'embedding',
    ({ model }) => model.purpose === undefined && model.downloadBytes <= 4e9,
    ({ model }) => model.purpose === 'coding',
    ({ model }) => model.purpose === 'embedding',
    ({ model }) => model.capabilities.includes('vision'),
  ];
  const chosen = new Set<Candidate>();
  for (const is of wanted) {
    const next = candidates.find((each) => !chosen.has(each) && is(each));
    if (next !== undefined && chosen.size < count) chosen.add(next);
  }
  for (const each of candidates) {
    if (chosen.size < count) chosen.add(each);
  }
  return candidates.filter((each) => chosen.has(each));
}
