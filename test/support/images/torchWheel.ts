import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../ollama/holdLock.ts';
import { imageFolder, recipeHash, runProgram } from './imageStore.ts';
import { slimOptions } from './pythonImage.ts';

const packer = join(import.meta.dirname, 'packTorch.py');
const release = 'trixie';
const packages = 'python3-torch,patchelf';

/** As its index has it: 2.6 is what Debian trixie builds, for Python 3.13. */
export const torchVersion = '2.6.0';

/**
 * Makes a wheel of torch for the CPU from Debian's package, once, and returns the folder with it and its metadata
 * beside it. It stands in for those of PyTorch's own index, which not every machine reaches.
 */
export async function torchWheels(): Promise<string> {
  const folder = join(imageFolder, `torch-${recipeHash(release, packages, readFileSync(packer, 'utf8'))}`);
  if (existsSync(folder)) return folder;
  mkdirSync(imageFolder, { recursive: true });
  const unlock = await holdLock(`${folder}.lock`);
  try {
    if (!existsSync(folder)) await packWheel(folder);
    return folder;
  } finally {
    unlock();
  }
}

async function packWheel(folder: string): Promise<void> {
  console.log('Packing torch for the CPU from Debian (once, about a minute).');
  const draft = `${folder}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  const hooks = [
    `cp "${packer}" "$1/packTorch.py"`,
    'chroot "$1" python3 /packTorch.py /wheel',
    `cp "$1"/wheel/* "${draft}/"`,
  ];
  await runProgram(
    'mmdebstrap',
    [
      ...slimOptions,
      '--dpkgopt=path-exclude=/usr/lib/libtorch-test/*',
      `--include=${packages}`,
      ...hooks.map((hook) => `--customize-hook=${hook}`),
      '--format=null',
      release,
      '/dev/null',
    ],
    { timeoutSeconds: 900 },
  );
  if (!readdirSync(draft).some((name) => name.endsWith('.whl')))
    throw new Error('No wheel of torch was made.');
  renameSync(draft, folder);
}
