import { Ajv } from 'ajv';
import type { Context } from 'mocha';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findProgram } from '../host/findProgram.ts';
import { cachedLinter, installRemedy, lintText, runOrThrow, skipWithout } from '../linters/install.ts';

/** Schemas of Kubernetes itself, in a wheel; of the version that it is named after. */
const wheel = 'kubernetes-validate==1.37.0';

/** Definitions of custom resources, each in the Go module of its controller. */
const definitions = [
  {
    kind: 'LeaderWorkerSet',
    module: 'sigs.k8s.io/lws@v0.7.0',
    path: 'config/crd/bases/leaderworkerset.x-k8s.io_leaderworkersets.yaml',
  },
  {
    kind: 'RayService',
    module: 'github.com/ray-project/kuberay/ray-operator@v1.5.0',
    path: 'config/crd/bases/ray.io_rayservices.yaml',
  },
] as const;

type Lint = (text: string) => string[];

/** Holds an object against the schema of Kubernetes; unknown fields are faults. Skips the suite where it is not here. */
export function kubernetesSchemaOrSkip(context: Context): Lint {
  const python = findProgram('python3');
  const folder = cachedLinter(wheel.replaceAll('=', '-'), (draft) => {
    if (python === undefined)
      throw new Error('The schemas of Kubernetes are a Python package: python3 is missing.');
    runOrThrow(python, ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--target', draft, wheel]);
  });
  if (folder === undefined || python === undefined)
    return skipWithout(context, 'kubernetes-validate', installRemedy);
  const check = [
    'import sys; sys.path.insert(0, sys.argv[1])',
    'import kubernetes_validate as k, yaml',
    'try: k.validate(yaml.safe_load(sys.stdin.read()), "1.37", strict=True)',
    'except Exception as error: print(error)',
  ].join('\n');
  return (text) => lintText(python, ['-c', check, folder], text);
}

/** Holds custom resources against their definitions; unknown fields are faults. Skips the suite where they are not here. */
export function customResourcesOrSkip(context: Context): Lint {
  const go = findProgram('go');
  const folder = cachedLinter('custom-resources-1', (draft) => {
    if (go === undefined)
      throw new Error('Definitions of custom resources are parts of Go modules: go is missing.');
    for (const { kind, module, path } of definitions) {
      const answer = runOrThrow(go, ['mod', 'download', '-json', module], { GOFLAGS: '-mod=mod' });
      cpSync(join((JSON.parse(answer) as { Dir: string }).Dir, path), join(draft, `${kind}.yaml`));
    }
  });
  if (folder === undefined) return skipWithout(context, 'Definitions of custom resources', installRemedy);
  const validators = new Map(
    definitions.map(({ kind }) => [
      kind as string,
      compile(readFileSync(join(folder, `${kind}.yaml`), 'utf8')),
    ]),
  );
  return (text) => {
    const object = parse(text) as { kind: string; apiVersion: string };
    const validate = validators.get(object.kind);
    return validate ? validate(object) : [`${object.kind} has no definition here`];
  };
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Record<string, unknown> };
    }[];
  };
}

function compile(text: string): (object: { apiVersion: string }) => string[] {
  const { group, versions } = (parse(text) as Definition).spec;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const byVersion = new Map(
    versions.map(({ name, schema }) => [
      `${group}/${name}`,
      ajv.compile(closed(schema.openAPIV3Schema) as object),
    ]),
  );
  return (object) => {
    const validate = byVersion.get(object.apiVersion);
    if (!validate) return [`${object.apiVersion} is no version of it`];
    return validate(object)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  };
}

/** Unknown fields are dropped by Kubernetes without a word; here they are faults. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  // The schema of metadata is not written out in a definition.
  const isOpen = copy['properties'] === undefined || copy['x-kubernetes-preserve-unknown-fields'] === true;
  return isOpen || copy['type'] !== 'object' ? copy : { additionalProperties: false, ...copy };
}
