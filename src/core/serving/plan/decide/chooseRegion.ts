import { UserError } from '../../../errors.ts';
import { suggestion } from '../../../guide/file/suggestion.ts';
import type { CloudGpu } from '../../catalogue/servingCatalogue.ts';
import type { NamedValue } from '../evidence/cloudEvidence.ts';
import { givenValue, inWords, placeOf, type Planning } from './planning.ts';

/** Where the service goes: who said so decides whether it may be moved. */
export interface WantedRegion {
  readonly id: string;
  readonly source: 'given' | 'evidence' | 'default';
  readonly found?: NamedValue;
}

/** Has all GPUs of Cloud Run and Tier 1 prices. */
const usualRegion = 'us-central1';

/** The region that was asked for, or that the files name. Throws for one that Cloud Run does not have. */
export function wantedRegion({ values, evidence, catalogue }: Planning): WantedRegion {
  const ids = catalogue.regions.map(({ id }) => id);
  const given = givenValue(values, 'region');
  if (given !== undefined) {
    if (ids.includes(given)) return { id: given, source: 'given' };
    throw new UserError(
      `Cloud Run has no region "${given}".${suggestion(given, ids)}`,
      'Choose one of its regions, such as europe-west1 or us-central1.',
    );
  }
  const known = evidence.cloud.regions.filter(({ value }) => ids.includes(value));
  const [first] = known;
  if (first && known.length === 1) return { id: first.value, source: 'evidence', found: first };
  return { id: usualRegion, source: 'default' };
}

/** Writes down the region; `gpu` may have moved it. */
export function decideRegion(planning: Planning, wanted: WantedRegion, gpu: CloudGpu | undefined): string {
  const { notes, catalogue, evidence } = planning;
  const region = gpu && !gpu.regions.includes(wanted.id) ? nearestOf(gpu.regions, wanted.id) : wanted.id;
  const place = catalogue.regions.find(({ id }) => id === region)?.place ?? region;
  const moved = region !== wanted.id;
  if (moved)
    notes.warn(
      `${wanted.id} has no ${gpu?.title ?? 'GPU'}; the service goes to ${region}, the nearest that has. Choose with --set region=…`,
    );
  notes.decide({
    option: 'region',
    title: 'Region',
    value: `${region} (${place})`,
    reason: moved
      ? `${wanted.found ? placeOf(wanted.found.evidence) : 'The default'} says ${wanted.id}, where Cloud Run has no ${gpu?.title ?? 'GPU'}.`
      : regionReason(wanted, evidence.cloud.regions.length),
    evidence: wanted.found ? [wanted.found.evidence] : [],
    confidence: wanted.source === 'default' ? 'low' : moved ? 'medium' : 'high',
    alternatives: (gpu?.regions ?? [])
      .filter((id) => id !== region)
      .map((value) => ({ value, meaning: `has ${gpu?.title ?? 'it'}, too` })),
  });
  return region;
}

function regionReason({ source, found }: WantedRegion, named: number): string {
  if (source === 'given') return 'You chose it.';
  if (found) return `${found.evidence.file} names it.`;
  return named > 1
    ? 'The files name several regions; this one has all GPUs of Cloud Run.'
    : 'No file names a region; this one has all GPUs of Cloud Run.';
}

/** The region that shares the most of its name: `europe-west1` for `europe-west9`. */
export function nearestOf(regions: readonly string[], wanted: string): string {
  const shared = (id: string): number => {
    let at = 0;
    while (at < id.length && id[at] === wanted[at]) at++;
    return at;
  };
  const [best] = [...regions].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1));
  return best ?? wanted;
}

export function refuseGpuInRegion(gpu: CloudGpu, region: string): never {
  throw new UserError(
    `Cloud Run has no ${gpu.title} in ${region}.`,
    `It is in ${inWords(gpu.regions)}: --set region=${nearestOf(gpu.regions, region)}.`,
  );
}
