import { suggestion } from '../../guide/file/suggestion.ts';
import type { CheckDiagnostic, CheckEdit } from '../check.ts';
import { isPlaceholder } from '../yaml/placeholder.ts';
import { removeEntry, replaceScalar, setValue } from '../yaml/yamlEdits.ts';
import type { YamlEntry, YamlPlace } from '../yaml/yamlPlace.ts';
import type { ServicePlaces } from './readService.ts';
import { serviceFields } from './serviceFields.ts';
import { fixOf } from './serviceSettings.ts';

/** What Cloud Run writes itself, and what a description of a running service has. */
const written = new Set([
  'run.googleapis.com/client-version',
  'run.googleapis.com/creator',
  'run.googleapis.com/ingress-status',
  'run.googleapis.com/lastModifier',
  'run.googleapis.com/operation-id',
  'run.googleapis.com/satisfiesPzs',
  'run.googleapis.com/urls',
  'run.googleapis.com/observedGeneration',
]);

const truth = ['true', 'false'] as const;
const allowedValues: Readonly<Record<string, readonly string[]>> = {
  'run.googleapis.com/cpu-throttling': truth,
  'run.googleapis.com/default-url-disabled': truth,
  'run.googleapis.com/gpu-zonal-redundancy-disabled': truth,
  'run.googleapis.com/health-check-disabled': truth,
  'run.googleapis.com/invoker-iam-disabled': truth,
  'run.googleapis.com/sessionAffinity': truth,
  'run.googleapis.com/startup-cpu-boost': truth,
  'run.googleapis.com/execution-environment': ['gen1', 'gen2', 'default', 'unspecified'],
  'run.googleapis.com/ingress': ['all', 'internal', 'internal-and-cloud-load-balancing', 'none'],
  'run.googleapis.com/vpc-access-egress': ['all-traffic', 'private-ranges-only', 'all'],
  'run.googleapis.com/launch-stage': ['GA', 'BETA', 'ALPHA', 'EARLY_ACCESS', 'PRELAUNCH', 'UNIMPLEMENTED'],
  'run.googleapis.com/scalingMode': ['automatic', 'manual'],
};
const counts = /\/(?:minScale|maxScale|manualInstanceCount|encryption-key-shutdown-hours)$/;

type Kind = 'Service' | 'Revision' | 'Job' | 'Execution';

/** Annotations that Cloud Run does not know, that stand in the wrong place, or whose value it does not take. */
export function checkAnnotations(text: string, places: ServicePlaces): CheckDiagnostic[] {
  const [outer, inner]: readonly Kind[] =
    places.kind === 'service' ? ['Service', 'Revision'] : ['Job', 'Execution'];
  if (!outer || !inner) return [];
  return [
    ...checkOn(text, outer, places.object, { kind: inner, place: places.template }),
    ...checkOn(text, inner, places.template, { kind: outer, place: places.object }),
  ];
}

function checkOn(
  text: string,
  kind: Kind,
  owner: YamlPlace,
  other: { readonly kind: Kind; readonly place: YamlPlace },
): CheckDiagnostic[] {
  return owner.get('metadata', 'annotations').entries.flatMap((entry) => {
    if (!/^(?:run\.googleapis\.com|autoscaling\.knative\.dev)\//.test(entry.key) || written.has(entry.key))
      return [];
    const kinds = Object.hasOwn(serviceFields.annotations, entry.key)
      ? serviceFields.annotations[entry.key]
      : undefined;
    if (!kinds) return [unknown(entry)];
    if (kinds.includes(kind) || kinds.includes('All resources')) return valueRule(entry);
    return [misplaced(text, entry, kind, kinds, other)];
  });
}

function unknown({ key, keySpan, value }: YamlEntry): CheckDiagnostic {
  const hint = suggestion(key, Object.keys(serviceFields.annotations));
  const near = /"(.+)"/.exec(hint)?.[1];
  const edits = near === undefined || value.shared ? undefined : [{ ...keySpan, text: near }];
  return {
    code: 'cloudrun/unknown-annotation',
    severity: 'warning',
    message: `Cloud Run knows no annotation ${key.slice(0, 100)} (after its API types as of ${serviceFields.source.split(',', 1)[0] ?? ''}).${hint}`,
    fixes: fixOf('write-annotation', `Write ${near ?? ''}`, edits),
    ...keySpan,
  };
}

function misplaced(
  text: string,
  { key, keySpan, value }: YamlEntry,
  kind: Kind,
  kinds: readonly string[],
  other: { readonly kind: Kind; readonly place: YamlPlace },
): CheckDiagnostic {
  const fits = kinds.includes(other.kind);
  const where = fits ? placeNames[other.kind] : undefined;
  return {
    code: 'cloudrun/misplaced-annotation',
    severity: 'warning',
    message: `${key} has no effect ${placeNames[kind]}, or is refused there.${where === undefined ? ` It belongs to: ${kinds.join(', ')}.` : ` It belongs ${where}.`}`,
    fixes: fits
      ? fixOf('move-annotation', `Move it ${where ?? ''}`, move(text, key, value, other.place))
      : [],
    ...keySpan,
  };
}

const placeNames: Readonly<Record<Kind, string>> = {
  Service: 'in the service’s own metadata',
  Revision: 'in spec.template.metadata',
  Job: 'in the job’s own metadata',
  Execution: 'in spec.template.metadata',
};

function move(text: string, key: string, value: YamlPlace, to: YamlPlace): CheckEdit[] | undefined {
  if (value.text === undefined || to.get('metadata', 'annotations', key).exists) return undefined;
  const removed = removeEntry(text, value);
  const added = setValue(text, to, ['metadata', 'annotations', key], value.text);
  if (!removed || !added) return undefined;
  const edits = [...removed, ...added].sort((a, b) => a.start - b.start);
  const overlap = edits.some((edit, index) => edit.start < (edits[index - 1]?.end ?? 0));
  return overlap ? undefined : edits;
}

function valueRule({ key, value }: YamlEntry): CheckDiagnostic[] {
  const { text } = value;
  if (text === undefined || isPlaceholder(text)) return [];
  const allowed = Object.hasOwn(allowedValues, key) ? allowedValues[key] : undefined;
  const wrong = allowed
    ? !allowed.includes(text)
    : counts.test(key)
      ? !/^\d{1,9}$/.test(text)
      : !isJson(key, text);
  if (!wrong) return [];
  const near = allowed?.find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase());
  const expected = allowed
    ? allowed.slice(0, 3).join(', ')
    : counts.test(key)
      ? 'a whole number'
      : 'a list in JSON';
  return [
    {
      code: 'cloudrun/annotation-value',
      severity: 'error',
      message: `${key} takes ${expected}; ${JSON.stringify(text.slice(0, 60))} is none.`,
      fixes: near === undefined ? [] : fixOf('write-value', `Write ${near}`, replaceScalar(value, near)),
      ...value.mark,
    },
  ];
}

function isJson(key: string, text: string): boolean {
  if (!key.endsWith('/network-interfaces')) return true;
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
