import type { CheckContext } from '../../check.ts';
import { checkKind, folderOf, isCloudRunService, isYaml } from '../../checkKind.ts';
import { isCompanion } from '../../companions.ts';

/** Characters of a companion that are read for what it says of the deployment. */
const readAtMost = 256 * 1024;
/** Files that are read; the nearest come first. */
const mostFiles = 200;
/** Characters of a command line that are read. */
const longestLine = 4_000;

/** How the image of a Dockerfile is built and where it runs, as far as the files beside it say. */
export interface Deployment {
  /** The file that deploys it to Cloud Run; undefined where none does. */
  readonly cloudRun: string | undefined;
  /** The ports that a service names; 8080 where it names none. Empty without Cloud Run. */
  readonly ports: readonly number[];
  /** GPUs of Cloud Run by their names: `nvidia-l4`. */
  readonly accelerators: readonly string[];
  /** Whether any file asks for a GPU, of Cloud Run or elsewhere. */
  readonly usesGpu: boolean;
  /** The file, and the way in which it builds the image without BuildKit. */
  readonly plainBuild: { readonly path: string; readonly how: string } | undefined;
  /** True where there is a `cloudbuild.yaml` that builds with BuildKit. */
  readonly hasBuildKitFile: boolean;
  /** Names that `--build-context` and Compose bring in beside the stages. */
  readonly namedContexts: ReadonlySet<string>;
}

interface Said {
  readonly path: string;
  readonly text: string;
}

/** Reads the files beside a Dockerfile: services, Terraform, scripts, workflows and builds of the same project. */
export function deploymentOf(path: string, context: CheckContext): Deployment {
  const files = relatedFiles(path, context);
  const deploying = files.filter(({ path: at, text }) => deploys(at, text));
  const ports = deploying.flatMap(({ text }) => portsOf(text));
  const accelerators = deploying.flatMap(({ text }) => acceleratorsOf(text));
  return {
    cloudRun: deploying[0]?.path,
    ports: deploying.length > 0 && ports.length === 0 ? [8080] : [...new Set(ports)],
    accelerators: [...new Set(accelerators)],
    usesGpu: files.some(({ text }) => asksForGpu(text)),
    plainBuild: first(files, plainBuild),
    hasBuildKitFile: files.some(
      ({ path: at, text }) => checkKind(at) === 'cloud-build' && usesBuildKit(text),
    ),
    namedContexts: new Set(files.flatMap(({ text }) => namedContexts(text))),
  };
}

function relatedFiles(dockerfile: string, context: CheckContext): readonly Said[] {
  const project = projectFolder(dockerfile);
  const inProject = (path: string): boolean => project === '' || path.startsWith(`${project}/`);
  const isAlone = context.paths.filter((path) => checkKind(path) === 'dockerfile').length <= 1;
  return context.paths
    .filter((path) => (isAlone || inProject(path)) && isDeploymentFile(path))
    .slice(0, mostFiles)
    .flatMap((path) => {
      const text = context.text(path);
      return text === undefined ? [] : [{ path, text: withoutComments(text.slice(0, readAtMost)) }];
    });
}

/** Where a Dockerfile stands in a folder of its own for containers, the project is the one above. */
function projectFolder(path: string): string {
  const folder = folderOf(path);
  return /(?:^|\/)\.?(?:docker|dockerfiles?|containers?|build|deploy|deployment|infra|ci)$/i.test(folder)
    ? folderOf(folder)
    : folder;
}

function isDeploymentFile(path: string): boolean {
  const kind = checkKind(path);
  if (kind === 'dockerfile') return false;
  return (
    kind !== undefined ||
    isYaml(path) ||
    (isCompanion(path) && /(?:makefile|justfile|\.(?:hcl|json))$/i.test(path))
  );
}

function deploys(path: string, text: string): boolean {
  if (isYaml(path) && isCloudRunService(text)) return true;
  if (path.endsWith('.tf')) return /resource\s+"google_cloud_run(?:_v2)?_service"/.test(text);
  return /\bgcloud[\s\\]{1,40}(?:(?:beta|alpha)\s{1,40})?run\s{1,40}deploy\b|deploy-cloudrun@|['"]run['"],\s{0,40}['"]deploy['"]|-\s{1,9}['"]?run['"]?\s{1,40}-\s{1,9}['"]?deploy\b/.test(
    text,
  );
}

function portsOf(text: string): number[] {
  const found = text.matchAll(
    /containerPort['"]?[ \t]*:[ \t]*['"]?(\d+)|container_port[ \t]*=[ \t]*"?(\d+)|--port(?:['"]?,?\s+(?:-\s+)?['"]?|=)(\d+)/g,
  );
  return [...found].map(([, knative, terraform, flag]) => Number(knative ?? terraform ?? flag));
}

function acceleratorsOf(text: string): string[] {
  const found = text.matchAll(
    /run\.googleapis\.com\/accelerator['"]?[ \t]*:[ \t]*['"]?([\w-]+)|accelerator[ \t]*=[ \t]*"([\w-]+)"|--gpu-type(?:['"]?,?\s+(?:-\s+)?['"]?|=)([\w-]+)/g,
  );
  return [...found].map(([, knative, terraform, flag]) => knative ?? terraform ?? flag ?? '');
}

function asksForGpu(text: string): boolean {
  if (acceleratorsOf(text).length > 0) return true;
  return /nvidia\.com\/gpu|--gpus?[= ]|driver:\s*nvidia|capabilities:\s*\[\s*"?gpu|runtime:\s*nvidia|guest_accelerator|gpus:\s/.test(
    text,
  );
}

function plainBuild({ path, text }: Said): { path: string; how: string } | undefined {
  if (checkKind(path) === 'cloud-build') {
    const builds = /cloud-builders\/docker|\bdocker\s+build\b/.test(text);
    return builds && !usesBuildKit(text)
      ? { path, how: 'builds with docker and without DOCKER_BUILDKIT=1' }
      : undefined;
  }
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const how = line.includes('gcloud') ? plainCommand(line.slice(0, longestLine)) : undefined;
    if (how !== undefined) return { path, how };
  }
  return /deploy-cloudrun@[\s\S]{0,600}?\n\s+source:/.test(text)
    ? { path, how: 'deploys with source: and so without BuildKit' }
    : undefined;
}

/** The commands of gcloud that build from the Dockerfile by the builder without BuildKit. */
function plainCommand(line: string): string | undefined {
  const words = line.slice(line.indexOf('gcloud')).split(/[\s"';]+/);
  const [first, second] = words.slice(1).filter((word) => word !== 'beta' && word !== 'alpha');
  const has = (...flags: readonly string[]): boolean =>
    words.some((word) => flags.includes(word.split('=', 1)[0] ?? ''));
  if (first === 'run' && second === 'deploy' && has('--source')) return 'runs gcloud run deploy --source';
  if (first === 'builds' && second === 'submit' && has('--tag', '-t') && !has('--config'))
    return 'runs gcloud builds submit --tag';
  return undefined;
}

function usesBuildKit(text: string): boolean {
  return /DOCKER_BUILDKIT['"]?\s*[=:]\s*['"]?1|\bbuildx\b|kaniko|buildah|buildkit/i.test(text);
}

function namedContexts(text: string): string[] {
  const flags = [...text.matchAll(/--build-context[= ]+["']?([\w.-]+)=/g)].map(([, name = '']) => name);
  const contexts = /additional_contexts:|build-contexts:|\bcontexts\s*=/.exec(text);
  if (!contexts) return flags;
  const listed = text
    .slice(contexts.index, contexts.index + 2_000)
    .matchAll(/^[ \t]*-?[ \t]*["']?([\w.-]+)["']?[ \t]*[:=]/gm);
  return [...flags, ...[...listed].map(([, name = '']) => name)];
}

function withoutComments(text: string): string {
  return text.includes('#') ? text.replace(/^[ \t]*#.*$/gm, '') : text;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
