import type {
  InstallKind,
  ModelPlan,
  PythonPlan,
  ServingPlan,
} from '../../../src/core/serving/plan/servingPlan.ts';
import { samplePlans } from './samplePlans.ts';

/** A plan with a name that says what is special of it. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: ServingPlan;
}

const installs: Readonly<Record<InstallKind, Partial<PythonPlan>>> = {
  'uv-lock': { dependencyFiles: ['pyproject.toml', 'uv.lock'] },
  'poetry-lock': { dependencyFiles: ['pyproject.toml', 'poetry.lock'], installer: 'poetry==2.5.1' },
  'pdm-lock': { dependencyFiles: ['pyproject.toml', 'pdm.lock'], installer: 'pdm==2.29.3' },
  pylock: { dependencyFiles: ['pylock.toml'] },
  requirements: { dependencyFiles: ['requirements.txt', 'requirements/base.txt'] },
  pyproject: { dependencyFiles: ['pyproject.toml'] },
  setup: { dependencyFiles: ['setup.py', 'setup.cfg'], installsProject: true },
};

export const installKinds = Object.keys(installs) as InstallKind[];

const torches: Readonly<Record<string, PythonPlan['torch']>> = {
  cpu: { variant: 'cpu', index: 'https://download.pytorch.org/whl/cpu', chosenByProject: false },
  cu128: { variant: 'cu128', index: 'https://download.pytorch.org/whl/cu128', chosenByProject: false },
  own: { variant: 'cpu', index: 'https://download.pytorch.org/whl/cpu', chosenByProject: true },
  none: undefined,
};

const models: Readonly<Record<string, Partial<ModelPlan>>> = {
  pinned: {
    revision: '714eb0fa89d2f80546fda750413ed43d93601a13',
    downloader: 'huggingface_hub==2.4.0',
  },
  'hub-cache': {
    revision: 'v1.0',
    downloader: 'huggingface_hub==2.4.0',
    layout: 'hub-cache',
    path: '/models',
  },
  'own-client': {},
  project: { id: 'models/tiny', loading: 'project', path: '/models/tiny' },
  hub: { loading: 'hub' },
  bucket: { loading: 'bucket', bucket: 'acme-models' },
};

/** Plans whose Dockerfiles differ: every target, every way to install with uv and pip, every torch, every loading. */
export function dockerfilePlans(): NamedPlan[] {
  return [
    ...Object.entries(samplePlans).map(([name, plan]) => ({ name, plan })),
    ...(['transformers', 'generic', 'adk', 'langgraph', 'vertex'] as const).flatMap(installVariants),
    ...Object.entries(torches).flatMap(([name, torch]) => torchVariants(name, torch)),
    ...Object.entries(models).flatMap(([name, model]) => modelVariants(name, model)),
    ...engineVariants(),
    ...unusualPlans(),
  ];
}

function installVariants(target: 'transformers' | 'generic' | 'adk' | 'langgraph' | 'vertex'): NamedPlan[] {
  return installKinds.flatMap((install) => {
    const plan = withPython(samplePlans[target], { install, ...installs[install] });
    const named = { name: `${target}, ${install}, uv`, plan };
    if (install === 'uv-lock' || install === 'pylock') return [named];
    return [named, { name: `${target}, ${install}, pip`, plan: withoutUv(plan) }];
  });
}

function torchVariants(name: string, torch: PythonPlan['torch']): NamedPlan[] {
  return (['requirements', 'pyproject', 'setup'] as const).flatMap((install) => {
    const python = without(pythonOf(samplePlans.transformers), 'torch');
    const plan = {
      ...samplePlans.transformers,
      python: { ...python, install, ...installs[install], ...(torch && { torch }) },
    };
    return [
      { name: `torch ${name}, ${install}, uv`, plan },
      { name: `torch ${name}, ${install}, pip`, plan: withoutUv(plan) },
    ];
  });
}

function modelVariants(name: string, changes: Partial<ModelPlan>): NamedPlan[] {
  const plan = withModel(samplePlans.transformers, changes);
  return [
    { name: `model ${name}, uv`, plan },
    { name: `model ${name}, pip`, plan: withoutUv(withPython(plan, { install: 'requirements', ...installs.requirements })) },
  ];
} // prettier-ignore

function engineVariants(): NamedPlan[] {
  const engines = (['vllm', 'tensorrt-llm'] as const).flatMap((target) =>
    (['pinned', 'hub', 'project'] as const).map((loading) => ({
      name: `${target}, ${loading}`,
      plan: withModel(samplePlans[target], { loading: 'baked', ...models[loading] }),
    })),
  );
  const { ollama } = samplePlans;
  return [
    ...engines,
    { name: 'ollama, bucket', plan: withModel(ollama, { loading: 'bucket', bucket: 'acme-models' }) },
    {
      name: 'ollama, Modelfile',
      plan: {
        ...withModel(ollama, { loading: 'project', id: 'assistant' }),
        app: { ...ollama.app, sources: ['Modelfile', 'tiny.gguf'] },
      },
    },
    {
      name: 'ollama, weights alone',
      plan: {
        ...withModel(ollama, { loading: 'project', id: 'assistant' }),
        app: { ...ollama.app, sources: ['weights/tiny.gguf'] },
      },
    },
  ];
}

function unusualPlans(): NamedPlan[] {
  const { generic, transformers } = samplePlans;
  return [
    {
      name: 'workspace',
      plan: withPython(transformers, {
        dependencyFiles: ['pyproject.toml', 'uv.lock', 'packages/core/pyproject.toml'],
        installsProject: true,
        projectFiles: ['README.md'],
      }),
    },
    {
      name: 'packages',
      plan: withPython(generic, {
        systemPackages: ['libgomp1', 'libgl1'],
        buildPackages: ['git'],
        extraPackages: ['uvicorn[standard]==0.54.0'],
      }),
    },
    {
      name: 'spaces',
      plan: { ...generic, app: { ...generic.app, sources: ['my app', 'main file.py', 'src/[a]'] } },
    },
    { name: 'everything', plan: { ...generic, app: { ...generic.app, sources: ['.'] } } },
    { name: 'script', plan: { ...generic, app: { ...generic.app, kind: 'script', command: ['python', 'main.py'] } } },
  ];
} // prettier-ignore

export function withPython(plan: ServingPlan, changes: Partial<PythonPlan>): ServingPlan {
  return { ...plan, python: { ...pythonOf(plan), ...changes } };
}

export function withModel(plan: ServingPlan, changes: Partial<ModelPlan>): ServingPlan {
  if (!plan.model) throw new Error(`${plan.name} has no model`);
  return { ...plan, model: { ...plan.model, ...changes } };
}

export function withoutUv(plan: ServingPlan): ServingPlan {
  return { ...plan, image: without(plan.image, 'uv') };
}

function pythonOf(plan: ServingPlan): PythonPlan {
  if (!plan.python) throw new Error(`${plan.name} has no Python`);
  return plan.python;
}

/** The same without one of its optional properties. */
function without<Whole extends object, Key extends keyof Whole>(whole: Whole, key: Key): Omit<Whole, Key> {
  const rest: Partial<Whole> = { ...whole };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the key is one of the type
  delete rest[key];
  return rest as Omit<Whole, Key>;
}
