import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * Makes the tables of fields that Cloud Run and Cloud Build take, from the official types of `@googleapis/run`
 * (`v1.d.ts`, itself made from the discovery document of the API). Run it after an update of the package:
 * `npm exec -- node test/support/serving/buildServiceSchema.ts`. A unit test fails where the tables are stale.
 */

export type FieldTypes = Record<string, Record<string, string>>;

export interface TableFile {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const packageFolder = `${root}node_modules/@googleapis/run/`;

/** The types that can be reached from some, each as a field's name to its type in the notation of `FieldTable`. */
export function fieldTypes(roots: readonly string[]): FieldTypes {
  const interfaces = readInterfaces();
  const found: FieldTypes = {};
  const todo = [...roots];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (found[name]) continue;
    const node = interfaces.get(name);
    if (!node) throw new Error(`${name} is no type of @googleapis/run.`);
    const fields: Record<string, string> = {};
    for (const member of node.members.filter(ts.isPropertySignature)) {
      if (!member.type) continue;
      const type = typeName(member.type);
      const reference = /@(\w+)/.exec(type)?.[1];
      if (reference !== undefined) todo.push(reference);
      const unsupported = /^(?:\[Deprecated\] )?Not supported (?:by|in) Cloud Run\b/.test(commentOf(member));
      fields[member.name.getText()] = unsupported ? `${type} !` : type;
    }
    found[name] = fields;
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each annotation that Cloud Run knows with the kinds of objects that may bear it, as the comment of the type lists them. */
export function annotationPlaces(): Record<string, string[]> {
  const members = readInterfaces().get('ObjectMeta')?.members.filter(ts.isPropertySignature) ?? [];
  const annotations = members.find((member) => member.name.getText() === 'annotations');
  const comment = annotations ? commentOf(annotations) : '';
  const places: Record<string, string[]> = {};
  for (const [, name, kinds] of comment.matchAll(/`([\w.]+\/[\w-]+)`:([A-Z ,a-z]+)/g)) {
    if (name === undefined || kinds === undefined) continue;
    places[name] = kinds.split(',').map((kind) => kind.trim()).filter(Boolean); // prettier-ignore
  }
  return places;
}

/** A JSON Schema of one of the types, for validators of others. */
export function jsonSchema(types: FieldTypes, name: string): object {
  const definitions = Object.fromEntries(
    Object.entries(types).map(([type, fields]) => [
      type,
      {
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, schemaOf(value.replace(' !', ''))]),
        ),
      },
    ]),
  );
  return { $ref: `#/definitions/${name}`, definitions };
}

function schemaOf(type: string): object {
  if (type.endsWith('[]')) return { type: ['array', 'null'], items: schemaOf(type.slice(0, -2)) };
  if (type === 'map') return { type: ['object', 'null'], additionalProperties: { type: ['string', 'null'] } };
  if (type === 'any') return {};
  if (type.startsWith('@')) return { $ref: `#/definitions/${type.slice(1)}` };
  return { type: [type, 'null'] };
}

/** The files as they should stand. */
export function tableFiles(): TableFile[] {
  const { version } = JSON.parse(readFileSync(`${packageFolder}package.json`, 'utf8')) as { version: string };
  const source = `@googleapis/run ${version}, v1.d.ts`;
  const cloudRun = withoutStatus(fieldTypes(['Service', 'Job']));
  return [
    table('src/core/checks/cloudRun/serviceFields.ts', 'serviceFields', source, cloudRun, annotationPlaces()),
    table('src/core/checks/cloudBuild/buildFields.ts', 'buildFields', source, buildTypes(), {}),
  ];
}

/** What the service answers with is written down by `gcloud … describe`, and it is ignored when it is sent back. */
function withoutStatus(types: FieldTypes): FieldTypes {
  for (const name of ['Service', 'Job']) {
    const fields = types[name];
    if (fields) fields.status = 'any';
  }
  return reachable(types, ['Service', 'Job']);
}

function buildTypes(): FieldTypes {
  const long = 'GoogleDevtoolsCloudbuildV1';
  const types = fieldTypes([`${long}Build`]);
  return Object.fromEntries(
    Object.entries(types).map(([name, fields]) => [
      name.replace(long, ''),
      Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, type.replace(long, '')])),
    ]),
  );
}

function reachable(types: FieldTypes, roots: readonly string[]): FieldTypes {
  const kept = new Set<string>();
  const todo = [...roots];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    for (const type of Object.values(types[name] ?? {})) {
      const reference = /@(\w+)/.exec(type)?.[1];
      if (reference !== undefined) todo.push(reference);
    }
  }
  return Object.fromEntries(Object.entries(types).filter(([name]) => kept.has(name)));
}

function table(
  path: string,
  name: string,
  source: string,
  types: FieldTypes,
  annotations: Record<string, string[]>,
): TableFile {
  const lines = Object.entries(types).map(([type, fields]) => {
    const list = Object.entries(fields).map(([field, value]) => `${field}: '${value}'`);
    return `    // prettier-ignore\n    ${type}: { ${list.join(', ')} },`;
  });
  const places = Object.entries(annotations).map(
    ([annotation, kinds]) => `    '${annotation}': [${kinds.map((kind) => `'${kind}'`).join(', ')}],`,
  );
  const text = [
    "import type { FieldTable } from '../yaml/fieldTable.ts';",
    '',
    '/** Made by test/support/serving/buildServiceSchema.ts; edit that, not this. */',
    `export const ${name}: FieldTable = {`,
    `  source: '${source}',`,
    ...(places.length > 0 ? ['  annotations: {', ...places, '  },'] : ['  annotations: {},']),
    '  types: {',
    ...lines,
    '  },',
    '};',
    '',
  ].join('\n');
  return { path, text };
}

let interfacesOnce: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;

function readInterfaces(): ReadonlyMap<string, ts.InterfaceDeclaration> {
  if (interfacesOnce) return interfacesOnce;
  const text = readFileSync(`${packageFolder}build/v1.d.ts`, 'utf8');
  const file = ts.createSourceFile('v1.d.ts', text, ts.ScriptTarget.Latest, true);
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text.startsWith('Schema$'))
      found.set(node.name.text.slice('Schema$'.length), node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  interfacesOnce = found;
  return found;
}

function typeName(node: ts.TypeNode): string {
  if (ts.isUnionTypeNode(node)) {
    const kinds = node.types.filter((type) => type.getText() !== 'null');
    const [only] = kinds;
    if (!only || kinds.length !== 1) throw new Error(`A union is not foreseen: ${node.getText()}`);
    return typeName(only);
  }
  if (ts.isArrayTypeNode(node)) return `${typeName(node.elementType)}[]`;
  if (ts.isTypeLiteralNode(node)) {
    return /\[key: string\]: string;/.test(node.getText()) ? 'map' : 'any';
  }
  const text = node.getText();
  return text.startsWith('Schema$') ? `@${text.slice('Schema$'.length)}` : text;
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => (typeof comment.comment === 'string' ? comment.comment : ''))
    .join(' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { path, text } of tableFiles()) writeFileSync(`${root}${path}`, text);
}
