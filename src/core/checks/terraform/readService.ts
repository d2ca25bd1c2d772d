import type { CheckEdit, Span } from '../check.ts';
import type { ServiceSettings, Setting, SettingName } from '../cloudRun/serviceSettings.ts';
import { addAttribute, addToObject, attributeOf, blockAt, dynamicOn, removeLines } from './hclEdits.ts';
import { readContainer } from './readContainer.ts';
import type { HclAttribute, HclBlock } from './readHcl.ts';
import { annotationNames, type HclField, type HclForm, type ServiceLayout } from './serviceLayout.ts';

const limitNames: Partial<Record<SettingName, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  gpuCount: 'nvidia.com/gpu',
};

/** A resource of Terraform as what the rules of services see. */
export function readService(text: string, resource: HclBlock, layout: ServiceLayout): ServiceSettings {
  const reader = new ServiceReader(text, resource, layout);
  const settings = new Map<SettingName, Setting | undefined>();
  return {
    kind: layout.kind,
    head: resource.head,
    complete: true,
    get: (name) => {
      if (!settings.has(name)) settings.set(name, reader.find(name));
      return settings.get(name);
    },
    title: (name) => reader.title(name),
    add: (name, value) => reader.add(name, value),
    containers: reader.containers.map((container) => readContainer(text, container, reader.pod, layout)),
  };
}

class ServiceReader {
  readonly #text: string;
  readonly #resource: HclBlock;
  readonly #layout: ServiceLayout;
  readonly pod: HclBlock | undefined;
  readonly containers: readonly HclBlock[];
  readonly #main: HclBlock | undefined;

  constructor(text: string, resource: HclBlock, layout: ServiceLayout) {
    this.#text = text;
    this.#resource = resource;
    this.#layout = layout;
    this.pod = blockAt(resource, layout.pod);
    this.containers = this.pod?.blocks.filter(({ type }) => type === 'containers') ?? [];
    this.#main =
      this.containers.find((container) => limitOf(container, 'nvidia.com/gpu')) ??
      this.containers.find((container) => blockAt(container, ['ports'])) ??
      this.containers[0];
  }

  find(name: SettingName): Setting | undefined {
    const limit = limitNames[name];
    if (limit !== undefined) return this.#limit(limit);
    const inResources = this.#layout.inResources[name];
    if (inResources !== undefined) return this.#inResources(inResources, name);
    const fields = this.#layout.fields[name];
    if (fields) return firstOf(fields.map((field) => this.#field(field)));
    return this.#layout.annotations ? this.#annotation(name) : undefined;
  }

  #field({ path, name, form }: HclField): Setting | undefined {
    const dynamic = dynamicOn(this.#resource, path);
    if (dynamic) return { ...dynamic.head, value: undefined };
    const attribute = attributeOf(blockAt(this.#resource, path), name);
    return attribute && settingOf(this.#text, attribute, form);
  }

  #limit(name: string): Setting | undefined {
    const dynamic = dynamicOn(this.#resource, [...this.#layout.pod, 'containers', 'resources']);
    if (dynamic) return { ...dynamic.head, value: undefined };
    const container = this.#main;
    const inner = container && dynamicOn(container, ['resources']);
    if (inner) return { ...inner.head, value: undefined };
    const limits = attributeOf(container && blockAt(container, ['resources']), 'limits');
    if (limits && limits.value.kind !== 'object') return { ...limits, value: undefined };
    const attribute = container && limitOf(container, name);
    return attribute && settingOf(this.#text, attribute, 'string');
  }

  #inResources(attributeName: string, name: SettingName): Setting | undefined {
    const container = this.#main;
    const resources = container && blockAt(container, ['resources']);
    const attribute = attributeOf(resources, attributeName);
    if (attribute) return settingOf(this.#text, attribute, 'boolean');
    const dynamic = container
      ? dynamicOn(container, ['resources'])
      : dynamicOn(this.#resource, [...this.#layout.pod, 'containers']);
    if (dynamic) return { ...dynamic.head, value: undefined };
    // With `resources` set, the provider takes a missing `cpu_idle` for false.
    return name === 'cpuThrottling' && resources ? { ...resources.head, value: 'false' } : undefined;
  }

  #annotation(name: SettingName): Setting | undefined {
    const names = annotationNames[name];
    const places = this.#layout.annotations;
    if (name === 'gpuType') return this.#nodeSelector();
    if (!names || !places) return undefined;
    return firstOf([
      this.#inAnnotations(places.inner, names.inner),
      this.#inAnnotations(places.outer, names.outer),
    ]);
  }

  #inAnnotations(path: readonly string[], key: string | undefined): Setting | undefined {
    if (key === undefined) return undefined;
    const dynamic = dynamicOn(this.#resource, path);
    if (dynamic) return { ...dynamic.head, value: undefined };
    const annotations = attributeOf(blockAt(this.#resource, path), 'annotations');
    if (!annotations) return undefined;
    if (annotations.value.kind !== 'object') return { ...annotations, value: undefined };
    const attribute = annotations.value.attributes.find((candidate) => candidate.name === key);
    return attribute && settingOf(this.#text, attribute, 'string');
  }

  #nodeSelector(): Setting | undefined {
    const selector = attributeOf(this.pod, 'node_selector');
    if (!selector) return undefined;
    if (selector.value.kind !== 'object') return { ...selector, value: undefined };
    const attribute = selector.value.attributes.find(({ name }) => name === 'run.googleapis.com/accelerator');
    return attribute && settingOf(this.#text, attribute, 'string');
  }

  title(name: SettingName): string {
    const field = this.#layout.fields[name]?.[0];
    const names = this.#layout.annotations ? annotationNames[name] : undefined;
    return (
      field?.name ??
      limitNames[name] ??
      this.#layout.inResources[name] ??
      names?.inner ??
      names?.outer ??
      name
    );
  }

  add(name: SettingName, value: string): readonly CheckEdit[] | undefined {
    const limit = limitNames[name];
    if (limit !== undefined) return this.#addLimit(limit, value);
    const inResources = this.#layout.inResources[name];
    if (inResources !== undefined)
      return this.#main && addAttribute(this.#text, this.#main, ['resources'], inResources, value);
    const field = this.#layout.fields[name]?.[0];
    if (field)
      return addAttribute(this.#text, this.#resource, field.path, field.name, hclText(value, field.form));
    return this.#addAnnotation(name, value);
  }

  #addLimit(name: string, value: string): readonly CheckEdit[] | undefined {
    if (!this.#main) return undefined;
    const limits = attributeOf(blockAt(this.#main, ['resources']), 'limits');
    const written = JSON.stringify(value);
    if (limits?.value.kind === 'object') return addToObject(this.#text, limits.value, name, written);
    if (limits) return undefined;
    const key = /^\w+$/.test(name) ? name : `"${name}"`;
    return addAttribute(this.#text, this.#main, ['resources'], 'limits', `{ ${key} = ${written} }`);
  }

  #addAnnotation(name: SettingName, value: string): readonly CheckEdit[] | undefined {
    const key = annotationNames[name]?.inner;
    const path = this.#layout.annotations?.inner;
    if (key === undefined || !path) return undefined;
    const annotations = attributeOf(blockAt(this.#resource, path), 'annotations');
    const written = JSON.stringify(value);
    if (annotations?.value.kind === 'object') return addToObject(this.#text, annotations.value, key, written);
    if (annotations) return undefined;
    return addAttribute(this.#text, this.#resource, path, 'annotations', `{ "${key}" = ${written} }`);
  }
}

function limitOf(container: HclBlock, name: string): HclAttribute | undefined {
  const limits = attributeOf(blockAt(container, ['resources']), 'limits');
  return limits?.value.kind === 'object'
    ? limits.value.attributes.find((attribute) => attribute.name === name)
    : undefined;
}

function firstOf(settings: readonly (Setting | undefined)[]): Setting | undefined {
  return settings.find((setting) => setting !== undefined);
}

/** An attribute as a setting. `null` is as good as nothing there. */
export function settingOf(text: string, attribute: HclAttribute, form: HclForm): Setting | undefined {
  const { value } = attribute;
  const span: Span = { start: value.start, end: value.end };
  if (value.kind === 'literal' && value.value === 'null') return undefined;
  if (value.kind !== 'string' && value.kind !== 'literal') return { ...span, value: undefined };
  return {
    ...span,
    value: plainText(value.value, form),
    write: (next) => [{ ...span, text: value.kind === 'literal' ? next : hclText(next, form) }],
    remove: () => removeLines(text, attribute),
  };
}

function plainText(value: string, form: HclForm): string {
  if (form === 'seconds') return /^(\d+)(?:\.0*)?s$/.exec(value)?.[1] ?? value;
  if (form === 'environment')
    return /^EXECUTION_ENVIRONMENT_(GEN\d)$/.exec(value)?.[1]?.toLowerCase() ?? value;
  return value;
}

function hclText(value: string, form: HclForm): string {
  if (form === 'number' || form === 'boolean') return value;
  if (form === 'seconds') return `"${value}s"`;
  return form === 'environment' ? `"EXECUTION_ENVIRONMENT_${value.toUpperCase()}"` : JSON.stringify(value);
}
