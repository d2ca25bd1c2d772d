import type { Renderer } from '../render/rendering.ts';
import { renderCloudBuild } from './renderCloudBuild.ts';
import { scriptsRenderer } from './renderScripts.ts';
import { renderService } from './renderService.ts';
import { terraformRenderer } from './renderTerraform.ts';
import { renderWorkflow } from './renderWorkflow.ts';

/** Which files beside the service and its scripts are wanted. */
export interface CloudRunParts {
  readonly terraform: boolean;
  readonly workflow: boolean;
  readonly cloudBuild: boolean;
}

/** The service, its scripts, and of the other files those that are wanted. */
export function cloudRunRenderer(parts: CloudRunParts): Renderer {
  return async (plan, templates) => {
    const renderers: Renderer[] = [
      ...(parts.cloudBuild ? [renderCloudBuild] : []),
      scriptsRenderer(parts),
      ...(parts.terraform ? [terraformRenderer({ ciDeploys: parts.workflow })] : []),
      ...(parts.workflow ? [renderWorkflow] : []),
    ];
    const files = await Promise.all(renderers.map((renderer) => renderer(plan, templates)));
    return [renderService(plan), ...files.flat()];
  };
}

/** All files of Cloud Run but `identity.tf`, which is rendered with the identity. */
export const renderCloudRun: Renderer = cloudRunRenderer({
  terraform: true,
  workflow: true,
  cloudBuild: true,
});
