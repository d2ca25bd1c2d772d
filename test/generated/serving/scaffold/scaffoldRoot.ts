import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onExit } from '../../../support/host/children.ts';
import {
  buildahNow,
  imageFolder,
  missingImageParts,
  recipeHash,
  runProgram,
} from '../../../support/images/imageStore.ts';
import { pythonImage } from '../../../support/images/pythonImage.ts';
import { torchWheels } from '../../../support/images/torchWheel.ts';
import { holdLock } from '../../../support/ollama/holdLock.ts';

/** Of the day that these were tried; newer ones are tried by changing them here. */
const packages = [
  'fastapi==0.165.0',
  'httpx2==2.16.2',
  'mypy==2.4.1',
  'openai==3.57.0',
  'prometheus-client==0.26.0',
  'pydantic-settings==2.16.3',
  'pytest==9.2.0',
  'ruff==0.17.6',
  'transformers==5.24.0',
  'uvicorn==0.54.0',
];

/** Kept with the root: mypy reads all of torch the first time. */
const mypyCache = '/opt/mypy';

/** What a program in the root sees of the machine's environment. */
const environment = [
  'PATH=/opt/venv/bin:/usr/bin:/bin',
  'HOME=/tmp',
  'LANG=C.UTF-8',
  'HF_HUB_OFFLINE=1',
  `MYPY_CACHE_DIR=${mypyCache}`,
];

/** As in the container: nobody in particular. */
export const userId = 10_001;
const user = [`--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'];

/** Why the scaffold cannot be run on this machine, as a sentence; undefined where it can. */
export const missingParts = missingImageParts;

/**
 * A Debian root with Python 3.13, torch for the CPU and the packages of the scaffold: made once, kept in the cache.
 * Debian is where torch for the CPU can be had without PyTorch's own index.
 */
export async function scaffoldRoot(): Promise<string> {
  const image = await pythonImage('3.13');
  const wheels = await torchWheels();
  const folder = join(imageFolder, `scaffold-${recipeHash(image, basename(wheels), ...packages)}`);
  if (existsSync(folder)) return folder;
  const unlock = await holdLock(`${folder}.lock`);
  try {
    if (!existsSync(folder)) await makeRoot(folder, image, wheels);
    return folder;
  } finally {
    unlock();
  }
}

async function makeRoot(folder: string, image: string, wheels: string): Promise<void> {
  console.log('Installing torch, transformers and FastAPI for the scaffold (once, about a minute).');
  const draft = `${folder}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  const container = buildahNow('from', '--pull-never', image);
  try {
    const mounted = buildahNow('mount', container);
    await runProgram('cp', ['-a', `${mounted}/.`, draft], { timeoutSeconds: 300 });
  } finally {
    buildahNow('rm', container);
  }
  for (const name of ['resolv.conf', 'hosts']) copyFileSync(`/etc/${name}`, join(draft, 'etc', name));
  const wheel = readdirSync(wheels).find((name) => name.endsWith('.whl')) ?? '';
  copyFileSync(join(wheels, wheel), join(draft, 'tmp', wheel));
  const run = [draft, '/usr/bin/env', '-i', ...environment];
  await runProgram('chroot', [...run, 'python3', '-m', 'venv', '/opt/venv'], { timeoutSeconds: 120 });
  const install = ['pip', 'install', '--quiet', '--no-cache-dir', `/tmp/${wheel}`, ...packages];
  await runProgram('chroot', [...run, ...install], { timeoutSeconds: 900 });
  rmSync(join(draft, 'tmp', wheel));
  mkdirSync(join(draft, mypyCache));
  chownSync(join(draft, mypyCache), userId, userId);
  renameSync(draft, folder);
  removeEarlier(folder);
}

/** Roots of earlier recipes: each takes more than a gigabyte. */
function removeEarlier(folder: string): void {
  const earlier = readdirSync(imageFolder).filter(
    (name) => /^scaffold-[0-9a-f]{12}$/.test(name) && name !== basename(folder),
  );
  for (const name of earlier) rmSync(join(imageFolder, name), { recursive: true, force: true });
}

/** How a program is run in the root. */
export interface ProgramOptions {
  /** Seen as /project, where the program starts. */
  readonly project: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a program in the root, as nobody in particular. The process is the program itself, so that a signal reaches
 * it; it ends with this process.
 */
export function startInRoot(root: string, args: readonly string[], options: ProgramOptions): ChildProcess {
  const script = [
    'mount -t proc proc "$1/proc"',
    'mount --bind /dev "$1/dev"',
    'mkdir -p "$1/project"',
    'mount --bind "$2" "$1/project"',
    'root=$1 && shift 2',
    'exec chroot "$root" "$@"',
  ].join(' && ');
  const settings = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`);
  const program = ['setpriv', ...user, '--pdeathsig=KILL', 'env', '-i', '--chdir=/project'];
  const child = spawn(
    'unshare',
    [
      '--mount',
      '--propagation=private',
      'sh',
      '-c',
      script,
      'sh',
      root,
      options.project,
      ...program,
      ...environment,
      ...settings,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onExit(() => child.kill('SIGKILL'));
  return child;
}

/** Runs a program in the root to its end. Rejects with its output where it fails. */
export async function runInRoot(
  root: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<string> {
  const child = startInRoot(root, args, options);
  let output = '';
  const take = (data: Buffer): void => void (output += data.toString());
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (status !== 0)
    throw new Error(`${args.join(' ')} ended with ${String(status)}:\n${output.slice(-8000)}`);
  return output;
}
