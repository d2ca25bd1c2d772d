import type { OptionValues } from '../../generate/generator.ts';
import { render } from '../../generate/render.ts';
import type { PythonPlan, ServingPlan } from '../plan/servingPlan.ts';
import type { Templates } from '../render/rendering.ts';
import {
  appUser,
  copyPaths,
  envInstruction,
  shellQuoted,
  shellWord,
  startCommand,
  withoutGaps,
} from './instructions.ts';
import { healthcheck } from './healthcheck.ts';
import { imageSettings } from './settings.ts';
import { workspaceMembers } from './copiedPaths.ts';
import { sourceWithWeights, weightValues } from './weights.ts';

const uvCache = '--mount=type=cache,target=/root/.cache/uv \\\n    ';
const pipCache = '--mount=type=cache,target=/root/.cache/pip \\\n    ';

/** The Dockerfile of a server in Python. */
export async function pythonDockerfile(
  plan: ServingPlan,
  python: PythonPlan,
  templates: Templates,
): Promise<string> {
  const values = {
    base: plan.image.base,
    'uv-image': plan.image.uv ?? '',
    uv: String(plan.image.uv !== undefined),
    ...installValues(plan, python),
    ...projectValues(plan, python),
    ...weightValues(plan, appUser),
    ...runtimeValues(plan, python),
  };
  return withoutGaps(render(await templates('dockerfile/python.Dockerfile'), values));
}

type Method = 'uv-sync' | 'poetry' | 'pdm' | 'uv-pip' | 'pip';

function methodOf({ install }: PythonPlan, hasUv: boolean): Method {
  if (install === 'uv-lock') return 'uv-sync';
  if (install === 'poetry-lock') return 'poetry';
  if (install === 'pdm-lock') return 'pdm';
  return hasUv ? 'uv-pip' : 'pip';
}

function installValues(plan: ServingPlan, python: PythonPlan): OptionValues {
  const hasUv = plan.image.uv !== undefined;
  const method = methodOf(python, hasUv);
  const tool = method === 'pdm' ? 'pdm' : 'poetry';
  const toolCache = `/root/.cache/${tool === 'pdm' ? 'pdm' : 'pypoetry'}`;
  const readsProject = python.install === 'pyproject' && !hasUv;
  return {
    method,
    metadata: String(python.install === 'setup'),
    'metadata-copies': copyPaths([...python.dependencyFiles, ...projectPaths(plan, python)]),
    'pip-cache': pipCache,
    cache: hasUv ? uvCache : pipCache,
    'tool-cache': `--mount=type=cache,target=${toolCache} \\\n    `,
    tool: hasUv ? tool : `/opt/${tool}/bin/${tool}`,
    installer: shellQuoted(installerRequirement(python.installer ?? tool)),
    'dependency-copies':
      python.install === 'setup'
        ? 'COPY --from=metadata /requirements.txt /requirements.txt'
        : copyPaths(python.dependencyFiles),
    requirements: requirementFile(python, hasUv),
    'read-pyproject': String(readsProject),
    'torch-index': String(python.torch !== undefined && !python.torch.chosenByProject),
    'torch-index-url': python.torch?.index ?? '',
    extra: String(python.extraPackages.length > 0),
    'extra-packages': python.extraPackages.map(shellQuoted).join(' '),
    pip: hasUv ? 'uv pip' : 'pip --python /opt/venv/bin/python',
    'builder-env': envInstruction(builderSettings(python, method, hasUv)),
    'build-packages': String((python.buildPackages ?? []).length > 0),
    'build-package-names': (python.buildPackages ?? []).join(' '),
  };
}

/** What `-r` reads: a file of the project, or what another step made of its metadata. */
function requirementFile({ install, dependencyFiles }: PythonPlan, hasUv: boolean): string {
  if (install === 'setup' || (install === 'pyproject' && !hasUv)) return '/requirements.txt';
  const wanted = { pylock: /(?:^|\/)pylock\.(?:[^/]+\.)?toml$/, pyproject: /(?:^|\/)pyproject\.toml$/ };
  const pattern = install === 'pylock' || install === 'pyproject' ? wanted[install] : /\.(?:txt|in)$/;
  return shellWord(dependencyFiles.find((path) => pattern.test(path)) ?? 'requirements.txt');
}

/** Settings of the build stage; none of them is in the image that runs. */
function builderSettings(python: PythonPlan, method: Method, hasUv: boolean): Record<string, string> {
  const usesIndex = method === 'uv-pip' && python.torch !== undefined && !python.torch.chosenByProject;
  return {
    ...(hasUv && {
      UV_COMPILE_BYTECODE: '1',
      UV_LINK_MODE: 'copy',
      UV_PYTHON_DOWNLOADS: '0',
    }),
    ...(method === 'uv-sync' && { UV_PROJECT_ENVIRONMENT: '/opt/venv' }),
    // Only PyTorch's packages then come from PyTorch's index, and everything else from PyPI.
    ...(usesIndex && { UV_TORCH_BACKEND: python.torch.variant }),
    VIRTUAL_ENV: '/opt/venv',
    ...(hasUv && isToolMethod(method) && { UV_TOOL_BIN_DIR: '/usr/local/bin', UV_TOOL_DIR: '/opt/tools' }),
  };
}

/** PDM pins what it depends on itself only as an extra, without which a newer dependency can break it. */
function installerRequirement(requirement: string): string {
  return requirement.replace(/^pdm==/, 'pdm[locked]==');
}

function isToolMethod(method: Method): boolean {
  return method === 'poetry' || method === 'pdm';
}

function projectPaths(plan: ServingPlan, python: PythonPlan): string[] {
  return [...(python.projectFiles ?? []), ...plan.app.sources];
}

/**
 * The project itself, where it is a package, and the members of a workspace: installed beside their dependencies, so
 * that these keep their layer.
 */
function projectValues(plan: ServingPlan, python: PythonPlan): OptionValues {
  const members = workspaceMembers(python);
  const packages = [
    ...(python.installsProject ? ['.'] : []),
    ...members.map((path) => shellWord(`./${path}`)),
  ];
  const copied = [
    ...(python.install === 'setup' ? python.dependencyFiles : []),
    ...(python.installsProject ? projectPaths(plan, python) : []),
    ...members,
  ];
  return {
    project: String(packages.length > 0),
    'project-copies': copyPaths(copied),
    'project-install': `${plan.image.uv === undefined ? 'pip' : 'uv pip'} install --no-deps --target /opt/project ${packages.join(' ')}`,
    // Without the code of its members, a workspace can be checked but not installed.
    'not-installed': members.length > 0 ? '--no-install-workspace' : '--no-install-project',
  };
}

function installsPackages(python: PythonPlan): boolean {
  return python.installsProject || workspaceMembers(python).length > 0;
}

function runtimeValues(plan: ServingPlan, python: PythonPlan): OptionValues {
  const path = ['/opt/venv/bin', ...(installsPackages(python) ? ['/opt/project/bin'] : []), '$PATH'].join(
    ':',
  );
  return {
    'system-packages': String(python.systemPackages.length > 0),
    'system-package-names': python.systemPackages.join(' '),
    'runtime-env': envInstruction({
      PATH: path,
      ...(installsPackages(python) && { PYTHONPATH: '/opt/project' }),
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      HOME: '/tmp',
      ...imageSettings(plan),
      PORT: String(plan.app.port),
    }),
    'source-copies': copyPaths(
      plan.app.sources.filter((path) => path !== sourceWithWeights(plan)),
      appUser,
    ),
    port: String(plan.app.port),
    healthcheck: healthcheck(plan),
    command: startCommand(plan.app.command),
  };
}
