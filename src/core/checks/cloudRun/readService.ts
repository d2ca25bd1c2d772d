import type { Span } from '../check.ts';
import { isPlaceholder } from '../yaml/placeholder.ts';
import { removeEntry, replaceScalar, setValue } from '../yaml/yamlEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import { readContainer } from './readContainer.ts';
import type { ServiceSettings, Setting, SettingName } from './serviceSettings.ts';

/** Where the parts of a document stand. */
export interface ServicePlaces {
  readonly kind: 'service' | 'job';
  /** The whole object. */
  readonly object: YamlPlace;
  /** The revision or execution: it has the annotations. */
  readonly template: YamlPlace;
  /** What has the containers. */
  readonly spec: YamlPlace;
}

const onTemplate: Partial<Record<SettingName, string>> = {
  minInstances: 'autoscaling.knative.dev/minScale',
  maxInstances: 'autoscaling.knative.dev/maxScale',
  cpuThrottling: 'run.googleapis.com/cpu-throttling',
  startupBoost: 'run.googleapis.com/startup-cpu-boost',
  executionEnvironment: 'run.googleapis.com/execution-environment',
  redundancyDisabled: 'run.googleapis.com/gpu-zonal-redundancy-disabled',
};

const onObject: Partial<Record<SettingName, string>> = {
  invokerCheckDisabled: 'run.googleapis.com/invoker-iam-disabled',
  minInstances: 'run.googleapis.com/minScale',
  maxInstances: 'run.googleapis.com/maxScale',
};

const inSpec: Partial<Record<SettingName, readonly string[]>> = {
  gpuType: ['nodeSelector', 'run.googleapis.com/accelerator'],
  concurrency: ['containerConcurrency'],
  timeout: ['timeoutSeconds'],
  serviceAccount: ['serviceAccountName'],
};

const inLimits: Partial<Record<SettingName, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  gpuCount: 'nvidia.com/gpu',
};

/** Settings that are numbers in YAML; all others are strings, numbers or not. */
const numbers = new Set<SettingName>(['concurrency', 'timeout']);

/** The parts of a Cloud Run service or job, or undefined where the document is neither. */
export function servicePlaces(object: YamlPlace): ServicePlaces | undefined {
  const kind = object.get('kind').text;
  const group = object.get('apiVersion').text?.split('/', 1)[0];
  const template = object.get('spec', 'template');
  if (kind === 'Service' && group === 'serving.knative.dev')
    return { kind: 'service', object, template, spec: template.get('spec') };
  if (kind === 'Job' && group === 'run.googleapis.com')
    return { kind: 'job', object, template, spec: template.get('spec', 'template', 'spec') };
  return undefined;
}

/** A document as what the rules see. */
export function readService(text: string, places: ServicePlaces): ServiceSettings {
  const containers = places.spec.get('containers').items.filter((item) => item.isMap);
  const main =
    containers.find((container) => container.get('resources', 'limits', 'nvidia.com/gpu').exists) ??
    containers.find((container) => container.get('ports').exists) ??
    containers[0];
  const settings = new Map<SettingName, Setting | undefined>();
  return {
    kind: places.kind,
    head: headOf(places.object),
    complete: true,
    get: (name) => {
      if (!settings.has(name))
        settings.set(name, settingOf(text, find(name, places, main), numbers.has(name)));
      return settings.get(name);
    },
    title: (name) => titles(name),
    add: (name, value) => add(text, name, value, places, main),
    containers: containers.map((container) => readContainer(text, container, places.spec)),
  };
}

function headOf(object: YamlPlace): Span {
  const name = object.get('metadata', 'name');
  return name.exists ? name.mark : object.get('kind').mark;
}

function find(name: SettingName, places: ServicePlaces, main: YamlPlace | undefined): YamlPlace | undefined {
  if (name === 'region') return places.object.get('metadata', 'labels', 'cloud.googleapis.com/location');
  const limit = inLimits[name];
  if (limit !== undefined) return main?.get('resources', 'limits', limit);
  const path = inSpec[name];
  if (path) return places.spec.get(...path);
  const own = onTemplate[name];
  const place = own === undefined ? undefined : places.template.get('metadata', 'annotations', own);
  const outer = onObject[name];
  if (place?.exists || outer === undefined) return place;
  return places.object.get('metadata', 'annotations', outer);
}

function add(
  text: string,
  name: SettingName,
  value: string,
  places: ServicePlaces,
  main: YamlPlace | undefined,
): ReturnType<ServiceSettings['add']> {
  const written = numbers.has(name) ? Number(value) : value;
  const limit = inLimits[name];
  if (limit !== undefined) return main && setValue(text, main, ['resources', 'limits', limit], written);
  const path = inSpec[name];
  if (path) return setValue(text, places.spec, path, written);
  const own = onTemplate[name];
  return own === undefined
    ? undefined
    : setValue(text, places.template, ['metadata', 'annotations', own], written);
}

function titles(name: SettingName): string {
  return onTemplate[name] ?? onObject[name] ?? inLimits[name] ?? inSpec[name]?.at(-1) ?? name;
}

/** A scalar as a setting; undefined where there is none. What is put in its place is a string unless it is to be a number. */
export function settingOf(text: string, place: YamlPlace | undefined, numeric = false): Setting | undefined {
  if (!place?.exists || place.isNull) return undefined;
  const value = place.text;
  const known = value !== undefined && !isPlaceholder(value);
  return {
    ...place.mark,
    value: known ? value : undefined,
    write: (next) => replaceScalar(place, numeric && !place.quoted ? Number(next) : next),
    remove: () => removeEntry(text, place),
  };
}
