import { render } from '../../generate/render.ts';
import {
  deployerAccount,
  githubBranch,
  githubPool,
  githubProvider,
  githubVariables,
} from '../identity/identityNames.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { imageName } from './deployedNames.ts';
import { buildSeconds, isLargeImage } from './renderCloudBuild.ts';

/** `.github/workflows/deploy.yml`: builds, attests, deploys by digest and asks the service for an answer. No key. */
export const renderWorkflow: Renderer = async (plan, templates) => {
  const { deployment, probes } = plan;
  const minutes = Math.ceil((buildSeconds(plan) + 2 * probes.expectedStartSeconds) / 60) + 10;
  const content = render(await templates('cloud-run/workflow.yml'), {
    service: plan.name,
    image: imageName(plan),
    repository: deployment.repository,
    project: deployment.project,
    'project-known': String(deployment.project !== ''),
    region: deployment.region,
    'region-known': String(deployment.region !== ''),
    large: String(isLargeImage(plan)),
    internal: String(deployment.ingress !== 'all'),
    // A job of GitHub's own runners ends after six hours.
    'timeout-minutes': String(Math.min(minutes, 360)),
    'provider-variable': githubVariables.provider,
    'deployer-variable': githubVariables.deployer,
    'project-variable': githubVariables.project,
    branch: githubBranch,
    pool: githubPool,
    provider: githubProvider(plan),
    deployer: deployerAccount(plan),
  });
  return [{ path: servingFiles.workflow, content }];
};
