import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { buildah, buildahNow } from './imageStore.ts';
import { imagesOf, provideImages, withoutDigest } from './standIns.ts';

export interface BuildOptions {
  /** The folder whose files the Dockerfile copies; its `.dockerignore` applies. */
  readonly context: string;
  /** Below `localhost/`, which the store adds. */
  readonly tag: string;
  /** `Dockerfile` of the context unless said. */
  readonly dockerfile?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** `NAME:ADDRESS`, as `LoopbackHosts.hosts` has them. */
  readonly hosts?: readonly string[];
  /** Files for `--mount=type=secret`, by id. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Only up to this stage. */
  readonly target?: string;
  /** Keeps each layer and takes those that did not change, as Docker does. */
  readonly layers?: boolean;
  /** Takes no layer from before, and this folder for what `--mount=type=cache` keeps: as on a machine that is new. */
  readonly cold?: { readonly caches: string };
  readonly timeoutSeconds?: number;
}

export interface BuiltImage {
  readonly tag: string;
  readonly seconds: number;
  readonly log: string;
}

/**
 * Builds a Dockerfile as it is but for two things, which need a registry: a `# syntax=` line is left out, and digests
 * of images are. The images that it builds on are stood in for; PyPI and Debian are the real ones.
 */
export async function buildImage(options: BuildOptions): Promise<BuiltImage> {
  const text = readFileSync(options.dockerfile ?? join(options.context, 'Dockerfile'), 'utf8');
  await provideImages(imagesOf(text));
  const folder = temporaryFolder('dockerfile');
  const file = join(folder, 'Dockerfile');
  writeFileSync(file, withoutRegistry(text));
  const started = performance.now();
  try {
    const words = [...buildWords(options, file), options.context];
    const environment: Record<string, string> = options.cold ? { TMPDIR: options.cold.caches } : {};
    const log = await buildah(words, options.timeoutSeconds ?? 600, environment);
    return { tag: options.tag, seconds: (performance.now() - started) / 1000, log };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function buildWords(options: BuildOptions, file: string): string[] {
  const pairs = (option: string, values: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
  const secrets = Object.entries(options.secrets ?? {}).map(([id, source]) => `id=${id},src=${source}`);
  return [
    ...['build', '--isolation', 'chroot', '--pull-never', '--format', 'docker', '--force-rm'],
    `--layers=${String(options.layers ?? false)}`,
    ...(options.cold === undefined ? [] : ['--no-cache']),
    ...['--file', file, '--tag', options.tag],
    ...pairs('--build-arg', options.buildArgs),
    ...(options.hosts ?? []).flatMap((host) => ['--add-host', host]),
    ...secrets.flatMap((secret) => ['--secret', secret]),
    ...(options.target === undefined ? [] : ['--target', options.target]),
  ];
}

function withoutRegistry(dockerfile: string): string {
  const lines = dockerfile.split('\n').filter((line) => !/^#\s*syntax\s*=/i.test(line));
  return lines.map((line) => (/^\s*(?:FROM|COPY)\b/i.test(line) ? withoutDigest(line) : line)).join('\n');
}

/** What an image says of itself. */
export interface ImageConfig {
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingFolder: string;
  /** As in the image: `['CMD', 'python', …]` or `['CMD-SHELL', '…']`. */
  readonly healthcheck?: readonly string[];
  /** `8080/tcp` */
  readonly ports: readonly string[];
}

interface DockerConfig {
  readonly User?: string;
  readonly Env?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly WorkingDir?: string;
  readonly Healthcheck?: { readonly Test?: readonly string[] };
  readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
}

export function inspectImage(tag: string): ImageConfig {
  const found = JSON.parse(buildahNow('inspect', '--type', 'image', tag)) as {
    Docker: { config: DockerConfig };
  };
  const { config } = found.Docker;
  const pairs = (config.Env ?? []).map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  const healthcheck = config.Healthcheck?.Test;
  return {
    user: config.User ?? '',
    environment: Object.fromEntries(pairs),
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
    workingFolder: config.WorkingDir === undefined || config.WorkingDir === '' ? '/' : config.WorkingDir,
    ...(healthcheck !== undefined && { healthcheck }),
    ports: Object.keys(config.ExposedPorts ?? {}),
  };
}

const units: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** Bytes of all layers, uncompressed; what the store knows, to three digits. */
export function imageBytes(tag: string): number {
  const images = JSON.parse(buildahNow('images', '--json', tag)) as { size: string }[];
  const size = images[0]?.size ?? '';
  const [, number = '', unit = ''] = /^([\d.]+) ?([kKMGT]?B)$/.exec(size) ?? [];
  const factor = units[unit.toUpperCase()];
  if (factor === undefined) throw new Error(`buildah says that ${tag} has the size "${size}".`);
  return Number(number) * factor;
}

/** Takes away the layers that builds with `layers` kept and no image uses. */
export function removeUnusedLayers(): void {
  buildahNow('rmi', '--prune', '--force');
}

/** Takes images away; those that are not there are no error. */
export function removeImages(...tags: readonly string[]): void {
  for (const tag of tags) {
    try {
      buildahNow('rmi', '--force', tag);
    } catch (error) {
      if (!String(error).includes('not known')) throw error;
    }
  }
}
