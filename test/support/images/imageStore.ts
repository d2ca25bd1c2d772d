import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnGuarded } from '../host/children.ts';
import { findProgram } from '../host/findProgram.ts';
import { cacheFolder } from '../host/folders.ts';

/** Where stand-in images, their layers and the caches of builds are kept between runs. */
export const imageFolder = join(cacheFolder, 'images');

const programs = { buildah: 'buildah', mmdebstrap: 'mmdebstrap', runc: 'runc', openssl: 'openssl' };

/** What this machine lacks for building and running images, as one sentence; undefined where it can. */
export function missingImageParts(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Images are built on Linux on x86-64.';
  if (process.getuid?.() !== 0) return 'Images are built as root.';
  const missing = Object.entries(programs).filter(([program]) => findProgram(program) === undefined);
  if (missing.length === 0) return undefined;
  const packages = missing.map(([, name]) => name).join(' ');
  return `Building images takes more programs (Debian and Ubuntu: apt-get install ${packages}).`;
}

/** Twelve characters that change with anything in a recipe. */
export function recipeHash(...recipe: readonly string[]): string {
  return createHash('sha256').update(recipe.join('\0')).digest('hex').slice(0, 12);
}

/** Runs a program without blocking, and ends it with everything it started when the time is over. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly timeoutSeconds: number; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const child = spawnGuarded(program, args, { ...process.env, ...options.env });
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    child.kill();
  }, options.timeoutSeconds * 1000);
  const status = await child.exited;
  clearTimeout(timer);
  if (status === 0) return child.output();
  const why = late.signal.aborted
    ? `took longer than ${options.timeoutSeconds} s`
    : `ended with status ${String(status)}`;
  throw new Error(`${[program, ...args].join(' ')} ${why}:\n${child.output().slice(-6000)}`);
}

/** Runs buildah on the tests' own store; for what may take long or needs this process to answer meanwhile. */
export function buildah(
  args: readonly string[],
  timeoutSeconds = 120,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const environment = { ...storeEnvironment(), ...env };
  return runProgram('buildah', [...storeOptions(), ...args], { timeoutSeconds, env: environment });
}

/** Runs buildah at once and returns what it says on standard output. */
export function buildahNow(...args: readonly string[]): string {
  const result = spawnSync('buildah', [...storeOptions(), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...storeEnvironment() },
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return result.stdout.trim();
  throw new Error(`buildah ${args.join(' ')} failed: ${result.error?.message ?? result.stderr}`);
}

/** Whether the store has an image of this name. */
export function hasImage(name: string): boolean {
  const known: unknown = JSON.parse(buildahNow('images', '--json') || '[]');
  const images = Array.isArray(known) ? (known as { names?: readonly string[] | null }[]) : [];
  return images.some(({ names }) => names?.includes(name) === true);
}

/** Takes away the images that earlier recipes made under the name of this one: `localhost/uv:0.13.9`. */
export function removeEarlier(name: string): void {
  const series = name.slice(0, name.lastIndexOf(':') + 1);
  const known = JSON.parse(buildahNow('images', '--json') || '[]') as { names?: readonly string[] | null }[];
  const names = known.flatMap((image) => image.names ?? []);
  for (const each of names.filter((other) => other.startsWith(series) && other !== name)) {
    buildahNow('rmi', '--force', each);
  }
}

/** Names of the store's containers, and when each was made, in milliseconds. */
export function containersOfStore(): { readonly name: string; readonly created: number }[] {
  const file = join(imageFolder, 'store', `${driver()}-containers`, 'containers.json');
  if (!existsSync(file)) return [];
  const known = JSON.parse(readFileSync(file, 'utf8')) as { names?: readonly string[]; created: string }[];
  return known.map(({ names, created }) => ({ name: names?.[0] ?? '', created: Date.parse(created) }));
}

let storageDriver: string | undefined;

function storeOptions(): string[] {
  return [...rootOptions(), '--storage-driver', driver()];
}

function driver(): string {
  return (storageDriver ??= chooseDriver());
}

function rootOptions(): string[] {
  return ['--root', join(imageFolder, 'store'), '--runroot', join(imageFolder, 'run')];
}

/** Overlay is many times faster; it needs a file system beneath that is no overlay itself. */
function chooseDriver(): string {
  const probe = [...rootOptions(), '--storage-driver', 'overlay', 'info'];
  const env = { ...process.env, ...storeEnvironment() };
  return spawnSync('buildah', probe, { stdio: 'ignore', env, timeout: 60_000 }).status === 0
    ? 'overlay'
    : 'vfs';
}

/** buildah keeps what `--mount=type=cache` names below TMPDIR. */
function storeEnvironment(): Record<string, string> {
  const folder = join(imageFolder, 'tmp');
  mkdirSync(folder, { recursive: true });
  return { TMPDIR: folder, BUILDAH_ISOLATION: 'chroot' };
}
