import type { CheckContext, CheckDiagnostic } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import { usesMount } from '../mountingDockerfile.ts';
import type { Command } from '../script/commandWords.ts';
import { addFlowList } from '../yaml/yamlListEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import type { BuildCommand } from './buildSteps.ts';

/** Docker from this release on builds with BuildKit by itself. */
const firstWithBuildKit = 23;

/** `docker build` in the builder of Cloud Build knows no `RUN --mount` unless DOCKER_BUILDKIT=1 is set. */
export function buildKitRule(
  text: string,
  build: YamlPlace,
  step: YamlPlace,
  commands: readonly BuildCommand[],
  context: CheckContext,
): CheckDiagnostic[] {
  const found = commands.map(({ command }) => command).find(isClassicBuild);
  if (!found || hasBuildKit(build, step) || isRecent(step.get('name').text ?? '')) return [];
  const scripted = commands.some(({ command }) =>
    command.some(({ text: word }) => /DOCKER_BUILDKIT/.test(word)),
  );
  const dockerfile = dockerfileOf(found);
  const body = dockerfile === undefined ? undefined : context.text(dockerfile);
  if (scripted || dockerfile === undefined || body === undefined || !usesMount(body)) return [];
  return [
    {
      code: 'cloudrun/buildkit',
      severity: 'error',
      message: `${dockerfile} uses RUN --mount, which this step cannot build: set DOCKER_BUILDKIT=1 in its env.`,
      fixes: step.get('env').exists
        ? []
        : fixOf('buildkit', 'Set DOCKER_BUILDKIT=1', addFlowList(text, step, 'env', ['DOCKER_BUILDKIT=1'])),
      ...step.get('name').mark,
    },
  ];
}

function isClassicBuild(command: Command): boolean {
  const at = command.findIndex(({ text }) => text === 'docker' || text.endsWith('/docker'));
  const words = command.slice(at + 1).map(({ text }) => text);
  return at >= 0 && (words[0] === 'build' || (words[0] === 'image' && words[1] === 'build'));
}

function hasBuildKit(build: YamlPlace, step: YamlPlace): boolean {
  return [...step.get('env').items, ...build.get('options', 'env').items].some(
    ({ text }) => text === 'DOCKER_BUILDKIT=1',
  );
}

function isRecent(image: string): boolean {
  return Number(/:v?(\d{1,3})[.\d-]*/.exec(image)?.[1] ?? 0) >= firstWithBuildKit;
}

/** The Dockerfile of a build, relative to the folder: that of `-f`, or the one in its context. */
function dockerfileOf(command: Command): string | undefined {
  const words = command.map(({ text }) => text);
  const flag = words.findIndex((word) => word === '-f' || word === '--file');
  const joined = words.find((word) => /^(?:-f|--file)=/.test(word));
  const named = flag >= 0 ? words[flag + 1] : joined?.slice(joined.indexOf('=') + 1);
  const context = words.at(-1) ?? '.';
  const file = named ?? (context === '.' ? 'Dockerfile' : `${context}/Dockerfile`);
  if (/\$/.test(file)) return undefined;
  return file.replace(/^\.\//, '').replaceAll('//', '/');
}
