import { servingFiles } from '../servingFiles.ts';
import type { Renderer } from '../render/rendering.ts';
import { pythonDockerfile } from './pythonDockerfile.ts';

/** `Dockerfile`, the ignore files that go with it, and `compose.yaml` for development. */
export const renderDockerfile: Renderer = async (plan, templates) => {
  const { python } = plan;
  if (python === undefined) throw new Error('no engine yet');
  return [{ path: servingFiles.dockerfile, content: await pythonDockerfile(plan, python, templates) }];
};
