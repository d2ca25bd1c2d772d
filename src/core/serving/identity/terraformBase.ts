import { render } from '../../generate/render.ts';
import type { GeneratedFile } from '../../generate/generator.ts';
import type { Templates } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import type { IdentitySubject } from './identityParts.ts';

/** Variables that an identity needs where there is no service. */
const needed = /^variable "(?:project|region|service)"/;

/**
 * `versions.tf` and `variables.tf` for an identity without a service beside it: of the service's own templates what an
 * identity needs, so that they stay as they are when the service comes.
 */
export async function renderTerraformBase(
  { name, deployment }: IdentitySubject,
  templates: Templates,
): Promise<readonly GeneratedFile[]> {
  const values = {
    service: name,
    project: deployment.project,
    'project-known': String(deployment.project !== ''),
    region: deployment.region,
    'region-known': String(deployment.region !== ''),
  };
  const versions = await templates('cloud-run/terraform/versions.tf');
  const variables = await templates('cloud-run/terraform/variables.tf');
  const blocks = variables.split(/^(?=variable ")/m).filter((block) => needed.test(block));
  return [
    { path: `${servingFiles.terraform}/versions.tf`, content: render(versions, values) },
    {
      path: `${servingFiles.terraform}/variables.tf`,
      content: `${render(blocks.join(''), values).trimEnd()}\n`,
    },
  ];
}
