import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateInto } from './generateInto.ts';
import { dockerfile } from '../../../src/core/generate/dockerfile.ts';
import { fastapi } from '../../../src/core/generate/fastapi.ts';
import { imageFolder, recipeHash } from './imageStore.ts';
import { lockProject, projectFolder, runWithUv } from './lockProject.ts';
import { modelHub, startLoopbackHosts, wheelIndex, type LoopbackHosts } from './loopbackHosts.ts';
import { torchWheels } from './torchWheel.ts';

/** What `generate fastapi` and `generate dockerfile` make of an empty folder, and the hosts that its build needs. */
export interface ModelProject {
  readonly folder: string;
  readonly hosts: LoopbackHosts;
}

const model = 'distilbert/distilbert-base-uncased-finetuned-sst-2-english';

/**
 * The default target as a new user gets it: an empty folder, the two generators, and `uv lock`. The model of its
 * hub is a tiny one with random weights, which the scaffold's own tests make; torch is Debian's.
 */
export async function modelProject(): Promise<ModelProject> {
  const folder = projectFolder({});
  await generateInto(folder, fastapi, { task: 'classification', model });
  const models: Record<string, string> = {};
  const torch = wheelIndex(await torchWheels());
  const hosts = await startLoopbackHosts({
    'download.pytorch.org': torch,
    'huggingface.co': modelHub(models),
  });
  await lockProject(folder, 'uv.lock', hosts.hosts);
  models[model] = await tinyModel(folder, hosts.hosts);
  await generateInto(folder, dockerfile, { python: '3.13' });
  return { folder, hosts };
}

/** Has transformers write the model, once for each script that makes it. */
async function tinyModel(folder: string, hosts: readonly string[]): Promise<string> {
  const script = readFileSync(join(folder, 'tests/tiny_model.py'), 'utf8');
  const kept = join(imageFolder, `model-${recipeHash(script)}`);
  if (existsSync(kept)) return kept;
  console.log('Making a tiny model with transformers (once, about a minute).');
  const run = 'uv run --no-dev python tests/tiny_model.py model';
  await runWithUv(folder, `UV_PROJECT_ENVIRONMENT=/tmp/venv ${run}`, hosts);
  const draft = `${kept}-${process.pid}`;
  cpSync(join(folder, 'model'), draft, { recursive: true });
  rmSync(join(folder, 'model'), { recursive: true });
  renameSync(draft, kept);
  return kept;
}
