import type { CloudGpu } from '../../catalogue/servingCatalogue.ts';
import type { PythonPlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import { chooseDependencies, type ChosenDependencies } from './chooseDependencies.ts';
import type { ChosenModel } from './chooseModel.ts';
import { choosePython } from './choosePython.ts';
import { chooseTorch } from './chooseTorch.ts';
import { isInstalled } from './installedPackages.ts';
import { inWords, type Planning } from './planning.ts';
import { projectFiles } from './projectPackage.ts';

/** Python, dependencies and torch of an application. */
export async function describePython(
  planning: Planning,
  target: ServingTarget,
  app: ChosenApp,
  model: ChosenModel | undefined,
  gpu: CloudGpu | undefined,
): Promise<PythonPlan> {
  const version = await choosePython(planning);
  const scaffold = app.scaffold === true;
  const dependencies = await chooseDependencies(planning, app);
  const brings = scaffold && !planning.evidence.manifests.pyproject && dependencies.install === 'pyproject';
  const extra = brings ? [] : missingPackages(planning, target, app, model);
  const torch = chooseTorch(planning, dependencies, gpu, brings || extra.includes('torch'));
  const { install, dependencyFiles, installer } = dependencies;
  const project = projectFiles(planning.evidence, dependencies);
  const buildPackages = fromRepositories(planning, dependencies) ? ['git'] : [];
  return {
    version,
    install,
    dependencyFiles,
    ...(installer !== undefined && { installer }),
    installsProject: project.installs,
    ...(project.installs && project.files.length > 0 && { projectFiles: project.files }),
    extraPackages: pinned(planning, extra),
    systemPackages: systemPackages(planning),
    ...(buildPackages.length > 0 && { buildPackages }),
    ...(torch && { torch: brings ? { ...torch, chosenByProject: true } : torch }),
  };
}

/** What the server needs and the project does not declare. */
function missingPackages(
  { evidence, notes }: Planning,
  target: ServingTarget,
  app: ChosenApp,
  model: ChosenModel | undefined,
): string[] {
  const needed: string[] = [];
  if (app.kind === 'asgi') needed.push('uvicorn');
  if (app.kind === 'wsgi') needed.push('gunicorn');
  if (app.scaffold === true)
    needed.push('fastapi', 'pydantic-settings', 'prometheus-client', 'transformers', 'torch');
  const runsModel = target === 'transformers' && model?.use?.library === 'transformers';
  const hasBackend = ['torch', 'tensorflow', 'jax', 'onnxruntime', 'optimum'].some((name) =>
    isInstalled(evidence, name),
  );
  if (runsModel && !hasBackend) needed.push('torch');
  const missing = [...new Set(needed)].filter((name) => !isInstalled(evidence, name));
  if (missing.length > 0)
    notes.warn(
      `The project does not declare ${inWords(missing)}; the image installs ${missing.length === 1 ? 'it' : 'them'} beside the others. Better add ${missing.length === 1 ? 'it' : 'them'} to the project.`,
    );
  return missing;
}

function pinned({ catalogue }: Planning, names: readonly string[]): string[] {
  return names.map((name) => {
    const version = catalogue.packages.find((row) => row.name === name)?.version;
    return version === undefined ? name : `${name}==${version}`;
  });
}

function systemPackages({ evidence, catalogue }: Planning): string[] {
  const found = catalogue.systemPackages.filter(({ python }) => isInstalled(evidence, python));
  return [...new Set(found.flatMap(({ debian }) => debian))].sort();
}

/** `package @ git+https://…` needs git where it is installed. */
function fromRepositories({ evidence }: Planning, { install, lock }: ChosenDependencies): boolean {
  const { requirements, pyproject } = evidence.manifests;
  if (lock) return /^source = \{ git = |^\[package\.source\]\ntype = "git"|^\s*git = "/m.test(lock.text);
  if (install === 'requirements')
    return requirements.slice(0, 1).some(({ text }) => /^[^#\n]*git\+/m.test(text));
  return /git\+|\bgit\s*=\s*"/.test(pyproject?.text ?? '');
}
