import { removeEntry, setValue } from '../yaml/yamlEdits.ts';
import { addItem, removeItem } from '../yaml/yamlListEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import { parseMemory } from './amounts.ts';
import { settingOf } from './readService.ts';
import type { ContainerSettings, ProbeSettings, Setting, VariableSetting } from './serviceSettings.ts';

const probeFields = {
  initialDelay: 'initialDelaySeconds',
  period: 'periodSeconds',
  timeout: 'timeoutSeconds',
  failureThreshold: 'failureThreshold',
} as const;

/** A container of a Cloud Run service or of any Knative service. */
export function readContainer(text: string, container: YamlPlace, spec: YamlPlace): ContainerSettings {
  const image = settingOf(text, container.get('image'));
  const ports = container.get('ports');
  const port = settingOf(text, ports.items[0]?.get('containerPort'), true);
  const memory = settingOf(text, container.get('resources', 'limits', 'memory'));
  const name = container.get('image').exists ? container.get('image') : container.get('name');
  return {
    head: name.exists ? name.mark : { start: container.span.start, end: container.span.start + 1 },
    ...(image ? { image } : {}),
    words: [...container.get('command').items, ...container.get('args').items].map((word) =>
      wordOf(text, word),
    ),
    variables: container.get('env').items.flatMap((item) => variableOf(text, container.get('env'), item)),
    ...(port ? { port } : {}),
    hasPort: ports.items.length > 0,
    probes: (['startup', 'liveness', 'readiness'] as const).flatMap((kind) =>
      probeOf(text, kind, container.get(`${kind}Probe`)),
    ),
    ...(memory ? { memory } : {}),
    memoryVolumes: memoryVolumes(container, spec),
    addVariable: (variable, value) => addVariable(text, container, variable, value),
    addPort: (number) =>
      ports.exists ? undefined : addItem(text, container, 'ports', { containerPort: Number(number) }),
  };
}

function wordOf(text: string, word: YamlPlace): Setting {
  return settingOf(text, word) ?? { value: undefined, ...word.span };
}

function variableOf(text: string, list: YamlPlace, item: YamlPlace): VariableSetting[] {
  const name = item.get('name');
  if (name.text === undefined) return [];
  const plain = item.get('value');
  const value = settingOf(text, plain);
  const secretVersion = settingOf(text, item.get('valueFrom', 'secretKeyRef', 'key'));
  return [
    {
      name: name.text,
      ...name.mark,
      ...(value ? { value } : {}),
      ...(secretVersion ? { secretVersion } : {}),
      remove: () => removeItem(text, list, item),
      fromSecret: (secret, version) => fromSecret(text, item, plain, secret, version),
    },
  ];
}

/** Puts a reference to a secret in place of a plain value: the value goes, the reference comes behind the name. */
function fromSecret(
  text: string,
  item: YamlPlace,
  plain: YamlPlace,
  secret: string,
  version: string,
): ReturnType<NonNullable<VariableSetting['fromSecret']>> {
  if (item.isFlow || item.entries.length !== 2 || item.get('name').shared || plain.isBlock) return undefined;
  if (item.entries[0]?.key !== 'name') return undefined;
  const added = setValue(text, item, ['valueFrom'], { secretKeyRef: { name: secret, key: version } });
  const removed = removeEntry(text, plain);
  const [insertion] = added ?? [];
  const [deletion] = removed ?? [];
  if (!insertion || !deletion) return undefined;
  // One edit in place of two that touch: what is inserted behind the line of the value replaces that line.
  const atEnd = deletion.end >= text.length && !text.endsWith('\n');
  const body = insertion.text.replace(/^\r?\n/, '').replace(/\r?\n$/, '');
  const eol = text.slice(deletion.start, deletion.end).includes('\r\n') ? '\r\n' : '\n';
  return [{ start: deletion.start, end: deletion.end, text: atEnd ? body : body + eol }];
}

function addVariable(
  text: string,
  container: YamlPlace,
  name: string,
  value: string,
): ReturnType<NonNullable<ContainerSettings['addVariable']>> {
  return addItem(text, container, 'env', { name, value });
}

function probeOf(text: string, kind: ProbeSettings['kind'], probe: YamlPlace): ProbeSettings[] {
  if (!probe.isMap) return [];
  const settings = Object.entries(probeFields).flatMap(([name, field]) => {
    const setting = settingOf(text, probe.get(field), true);
    return setting ? [[name, setting] as const] : [];
  });
  const path = settingOf(text, probe.get('httpGet', 'path'));
  return [
    {
      kind,
      head: probe.keySpan,
      action: actionOf(probe),
      ...(path ? { path } : {}),
      ...Object.fromEntries(settings),
      title: (name) => probeFields[name],
    },
  ];
}

function actionOf(probe: YamlPlace): ProbeSettings['action'] {
  const keys = new Set(probe.entries.map(({ key }) => key));
  if (keys.has('httpGet')) return 'http';
  if (keys.has('grpc')) return 'grpc';
  return keys.has('exec') ? 'other' : 'tcp';
}

function memoryVolumes(container: YamlPlace, spec: YamlPlace): ContainerSettings['memoryVolumes'] {
  const mounted = new Set(container.get('volumeMounts').items.map((mount) => mount.get('name').text));
  return spec.get('volumes').items.flatMap((volume) => {
    const directory = volume.get('emptyDir');
    if (!mounted.has(volume.get('name').text) || !directory.isMap) return [];
    const medium = directory.get('medium').text;
    if (medium !== undefined && medium !== 'Memory' && medium !== '') return [];
    const size = directory.get('sizeLimit');
    return [{ ...(size.exists ? size.mark : directory.mark), bytes: parseMemory(size.text) }];
  });
}
