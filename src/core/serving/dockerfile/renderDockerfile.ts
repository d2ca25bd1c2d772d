import type { ServingPlan } from '../plan/servingPlan.ts';
import type { Renderer, Templates } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { composeFile } from './composeFile.ts';
import { engineDockerfile, ollamaDockerfile } from './engineDockerfile.ts';
import { ignoreFile } from './ignoreFiles.ts';
import { pythonDockerfile } from './pythonDockerfile.ts';

/** `Dockerfile`, the ignore files that go with it, and `compose.yaml` for development. */
export const renderDockerfile: Renderer = async (plan, templates) => [
  { path: servingFiles.dockerfile, content: await dockerfile(plan, templates) },
  { path: servingFiles.dockerignore, content: ignoreFile(plan, 'docker') },
  { path: servingFiles.gcloudignore, content: ignoreFile(plan, 'gcloud') },
  { path: servingFiles.compose, content: composeFile(plan) },
];

function dockerfile(plan: ServingPlan, templates: Templates): Promise<string> {
  const { target, python } = plan;
  if (target === 'ollama') return ollamaDockerfile(plan, templates);
  if (target === 'vllm' || target === 'tensorrt-llm') return engineDockerfile(plan, target, templates);
  if (python === undefined)
    throw new Error(`a plan for ${target} must say how Python packages are installed`);
  return pythonDockerfile(plan, python, templates);
}
