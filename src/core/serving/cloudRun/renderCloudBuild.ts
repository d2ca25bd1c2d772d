import { render } from '../../generate/render.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { imageName } from './deployedNames.ts';

const gigabyte = 1e9;

/** `cloudbuild.yaml`: builds by BuildKit and pushes; deploys where it is told to. */
export const renderCloudBuild: Renderer = async (plan, templates) => {
  const { deployment } = plan;
  const content = render(await templates('cloud-run/cloudbuild.yaml'), {
    service: plan.name,
    image: imageName(plan),
    repository: deployment.repository,
    region: deployment.region,
    'region-known': String(deployment.region !== ''),
    large: String(isLargeImage(plan)),
    'disk-gb': String(diskGigabytes(plan)),
    'timeout-seconds': String(buildSeconds(plan)),
  });
  return [{ path: servingFiles.cloudBuild, content }];
};

/** Engines' images have 5 to 30 GB unpacked; so have images with CUDA or with weights in them. */
export function isLargeImage(plan: ServingPlan): boolean {
  return plan.app.kind === 'engine' || plan.gpu !== undefined || bakedBytes(plan) > 5 * gigabyte;
}

/** Seconds that a build may take: for what it downloads at 20 MB/s, at least half an hour. */
export function buildSeconds(plan: ServingPlan): number {
  const minutes = Math.ceil((isLargeImage(plan) ? 60 : 30) + bakedBytes(plan) / 20e6 / 60);
  return Math.min(minutes, 24 * 60) * 60;
}

/** The base, the layers and the pushed copy: 100 GB, and three times the weights. Cloud Build has 4000 at most. */
function diskGigabytes(plan: ServingPlan): number {
  return Math.min(4000, 100 + Math.ceil((3 * bakedBytes(plan)) / gigabyte / 10) * 10);
}

function bakedBytes({ model }: ServingPlan): number {
  return model?.loading === 'baked' || model?.loading === 'project' ? (model.weightsBytes ?? 0) : 0;
}
