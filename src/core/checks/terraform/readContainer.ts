import type { Span } from '../check.ts';
import { parseMemory } from '../cloudRun/amounts.ts';
import type {
  ContainerSettings,
  ProbeSettings,
  Setting,
  VariableSetting,
} from '../cloudRun/serviceSettings.ts';
import { addLines, attributeOf, blockAt, removeLines } from './hclEdits.ts';
import type { HclBlock } from './readHcl.ts';
import { settingOf } from './readService.ts';
import type { HclForm, ServiceLayout } from './serviceLayout.ts';

const probeFields = {
  initialDelay: 'initial_delay_seconds',
  period: 'period_seconds',
  timeout: 'timeout_seconds',
  failureThreshold: 'failure_threshold',
} as const;

/** A `containers` block. */
export function readContainer(
  text: string,
  container: HclBlock,
  pod: HclBlock | undefined,
  layout: ServiceLayout,
): ContainerSettings {
  const image = settingIn(text, container, 'image', 'string');
  const ports = blockAt(container, ['ports']) ?? dynamicOf(container, 'ports');
  const port = settingIn(text, blockAt(container, ['ports']), 'container_port', 'number');
  const memory = memoryOf(text, container);
  return {
    head: container.head,
    ...(image ? { image } : {}),
    words: [...wordsIn(container, 'command'), ...wordsIn(container, 'args')],
    variables: container.blocks
      .filter(({ type }) => type === 'env')
      .flatMap((block) => variableOf(text, block, layout)),
    ...(port ? { port } : {}),
    hasPort: ports !== undefined,
    probes: (['startup', 'liveness', 'readiness'] as const).flatMap((kind) => probeOf(text, kind, container)),
    ...(memory ? { memory } : {}),
    memoryVolumes: memoryVolumes(container, pod),
    ...(dynamicOf(container, 'env')
      ? {}
      : {
          addVariable: (name, value) =>
            addLines(text, container, [
              'env {',
              `  name  = ${JSON.stringify(name)}`,
              `  value = ${JSON.stringify(value)}`,
              '}',
            ]),
        }),
    addPort: (number) => addLines(text, container, ['ports {', `  container_port = ${number}`, '}']),
  };
}

function dynamicOf(block: HclBlock, type: string): HclBlock | undefined {
  return block.blocks.find((child) => child.type === 'dynamic' && child.labels[0] === type);
}

function settingIn(
  text: string,
  block: HclBlock | undefined,
  name: string,
  form: HclForm,
): Setting | undefined {
  const attribute = attributeOf(block, name);
  return attribute && settingOf(text, attribute, form);
}

function wordsIn(container: HclBlock, name: string): Setting[] {
  const list = attributeOf(container, name)?.value;
  if (!list) return [];
  if (list.kind !== 'list') return [{ value: undefined, start: list.start, end: list.end }];
  return list.items.map((item) => ({
    value: item.kind === 'string' || item.kind === 'literal' ? item.value : undefined,
    start: item.start,
    end: item.end,
  }));
}

function memoryOf(text: string, container: HclBlock): Setting | undefined {
  const limits = attributeOf(blockAt(container, ['resources']), 'limits')?.value;
  if (limits?.kind !== 'object') return undefined;
  const attribute = limits.attributes.find(({ name }) => name === 'memory');
  return attribute && settingOf(text, attribute, 'string');
}

function variableOf(text: string, block: HclBlock, layout: ServiceLayout): VariableSetting[] {
  const name = attributeOf(block, 'name');
  if (name?.value.kind !== 'string') return [];
  const attribute = attributeOf(block, 'value');
  const value = attribute && settingOf(text, attribute, 'string');
  const [source, versionName] = layout.secretVersion;
  const reference = blockAt(block, [source, 'secret_key_ref']);
  const secretVersion = settingIn(text, reference, versionName, 'string');
  return [
    {
      name: name.value.value,
      ...spanOf(name.value),
      ...(value ? { value } : {}),
      ...(secretVersion ? { secretVersion } : {}),
      remove: () => removeLines(text, block),
      ...(attribute && source === 'value_source'
        ? { fromSecret: (secret, version) => fromSecret(text, block, attribute, secret, version) }
        : {}),
    },
  ];
}

/** Only where the block is laid out on several lines. */
function fromSecret(
  text: string,
  block: HclBlock,
  value: Span,
  secret: string,
  version: string,
): ReturnType<NonNullable<VariableSetting['fromSecret']>> {
  if (!text.slice(block.inner.start, block.inner.end).includes('\n')) return undefined;
  const lineStart = text.lastIndexOf('\n', value.start - 1) + 1;
  const indent = text.slice(lineStart, value.start);
  if (/\S/.test(indent)) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [
    'value_source {',
    '  secret_key_ref {',
    `    secret  = ${JSON.stringify(secret)}`,
    `    version = ${JSON.stringify(version)}`,
    '  }',
    '}',
  ];
  return [{ start: value.start, end: value.end, text: lines.join(`${eol}${indent}`) }];
}

function probeOf(text: string, kind: ProbeSettings['kind'], container: HclBlock): ProbeSettings[] {
  const probe = blockAt(container, [`${kind}_probe`]);
  if (!probe) return [];
  const settings = Object.entries(probeFields).flatMap(([name, field]) => {
    const setting = settingIn(text, probe, field, 'number');
    return setting ? [[name, setting] as const] : [];
  });
  const path = settingIn(text, blockAt(probe, ['http_get']), 'path', 'string');
  return [
    {
      kind,
      head: probe.head,
      action: actionOf(probe),
      ...(path ? { path } : {}),
      ...Object.fromEntries(settings),
      title: (name) => probeFields[name],
    },
  ];
}

function actionOf(probe: HclBlock): ProbeSettings['action'] {
  const types = new Set(probe.blocks.map(({ type, labels }) => (type === 'dynamic' ? labels[0] : type)));
  if (types.has('http_get')) return 'http';
  if (types.has('grpc')) return 'grpc';
  return 'tcp';
}

function memoryVolumes(container: HclBlock, pod: HclBlock | undefined): ContainerSettings['memoryVolumes'] {
  const mounted = new Set(
    container.blocks.filter(({ type }) => type === 'volume_mounts').map((mount) => stringOf(mount, 'name')),
  );
  const volumes = pod?.blocks.filter(({ type }) => type === 'volumes') ?? [];
  return volumes.flatMap((volume) => {
    const directory = blockAt(volume, ['empty_dir']);
    if (!directory || !mounted.has(stringOf(volume, 'name'))) return [];
    const size = attributeOf(directory, 'size_limit')?.value;
    const bytes = size?.kind === 'string' ? parseMemory(size.value) : undefined;
    return [{ ...spanOf(size ?? directory.head), bytes }];
  });
}

function stringOf(block: HclBlock, name: string): string | undefined {
  const value = attributeOf(block, name)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
