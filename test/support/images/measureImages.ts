import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage, imageBytes, removeImages, removeUnusedLayers } from './buildImage.ts';
import { imageFolder } from './imageStore.ts';
import { modelProject, type ModelProject } from './modelProject.ts';

/** The default CPU target against the file that most write first, of the same application. */
export interface ImageMeasurement {
  readonly bytes: number;
  readonly naiveBytes: number;
  readonly coldSeconds: number;
  readonly naiveColdSeconds: number;
  /** After one line of the application's code was changed. */
  readonly rebuildSeconds: number;
}

/** `pip install -r`, everything copied, torch from PyPI with the CUDA that it brings. */
const naive = `FROM python:3.13-slim-bookworm
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8080"]
`;

const requirements = [
  'fastapi',
  'prometheus-client',
  'pydantic-settings',
  'torch',
  'transformers',
  'uvicorn',
];

/**
 * Builds both by buildah, each without any layer or package from before. Downloads several GB and takes many minutes:
 * for the bench, not for tests. The naive file gets the slim stand-in, too, which spares it the gigabyte of compilers
 * that the full image of Python has.
 */
export async function measureImages(): Promise<ImageMeasurement> {
  const project = await modelProject();
  const caches = join(imageFolder, `measured-${process.pid}`);
  const tags = { ours: `ai-stack-bench-${process.pid}`, naive: `ai-stack-bench-naive-${process.pid}` };
  try {
    const ours = await measureOurs(project, tags.ours, caches);
    const other = await measureNaive(project, tags.naive, caches);
    return { ...ours, ...other };
  } finally {
    removeImages(...Object.values(tags));
    removeUnusedLayers();
    await project.hosts.close();
    rmSync(caches, { recursive: true, force: true });
  }
}

async function measureOurs({ folder, hosts }: ModelProject, tag: string, caches: string) {
  const options = { context: folder, tag, hosts: hosts.hosts, layers: true, timeoutSeconds: 1800 };
  const cold = await buildImage({ ...options, cold: { caches: fresh(caches, 'ours') } });
  const bytes = imageBytes(tag);
  appendFileSync(join(folder, 'app/main.py'), '\nEDITED = True\n');
  const rebuilt = await buildImage(options);
  if (!rebuilt.log.includes('Using cache')) throw new Error('The rebuild took no layer of the build before.');
  return { bytes, coldSeconds: cold.seconds, rebuildSeconds: rebuilt.seconds };
}

async function measureNaive({ folder }: ModelProject, tag: string, caches: string) {
  const file = join(folder, 'Dockerfile.naive');
  writeFileSync(file, naive);
  writeFileSync(join(folder, 'requirements.txt'), `${requirements.join('\n')}\n`);
  // Whoever writes that file has no ignore file either.
  rmSync(join(folder, '.dockerignore'), { force: true });
  const built = await buildImage({
    context: folder,
    dockerfile: file,
    tag,
    cold: { caches: fresh(caches, 'naive') },
    timeoutSeconds: 3600,
  });
  return { naiveBytes: imageBytes(tag), naiveColdSeconds: built.seconds };
}

function fresh(caches: string, name: string): string {
  const folder = join(caches, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
