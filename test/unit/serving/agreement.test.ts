import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { renderCloudRun } from '../../../src/core/serving/cloudRun/renderCloudRun.ts';
import { renderDockerfile } from '../../../src/core/serving/dockerfile/renderDockerfile.ts';
import { renderIdentityTerraform } from '../../../src/core/serving/identity/renderIdentityTerraform.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { servingFiles } from '../../../src/core/serving/servingFiles.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';
import { planShape, type DeployedShape } from '../../support/serving/shape/deployedShape.ts';
import { planVariations } from '../../support/serving/shape/planVariations.ts';
import { allDisagreements, readers } from '../../support/serving/shape/readShapes.ts';

const resources = new NodeResources();
const cache = new Map<string, Promise<string>>();

function templates(path: string): Promise<string> {
  const known = cache.get(path) ?? resources.readText(`templates/${path}`);
  cache.set(path, known);
  return known;
}

async function renderAll(plan: ServingPlan): Promise<readonly GeneratedFile[]> {
  const renderers = [renderCloudRun, renderDockerfile, renderIdentityTerraform];
  return (await Promise.all(renderers.map((renderer) => renderer(plan, templates)))).flat();
}

/** What each file must speak of; otherwise it could agree by silence. */
const spoken: Readonly<Record<string, readonly (keyof DeployedShape)[]>> = {
  [servingFiles.service]: [
    ...(['service', 'ingress', 'serviceAccount', 'minInstances', 'maxInstances', 'cpuThrottling'] as const),
    ...(['startupCpuBoost', 'concurrency', 'timeoutSeconds', 'cpu', 'memoryMiB', 'gpu', 'port'] as const),
    ...(['environment', 'secrets', 'startup', 'liveness', 'volume', 'network', 'preview'] as const),
  ],
  [`${servingFiles.terraform}/main.tf`]: [
    ...([
      'repository',
      'ingress',
      'minInstances',
      'maxInstances',
      'cpuThrottling',
      'startupCpuBoost',
    ] as const),
    ...([
      'concurrency',
      'timeoutSeconds',
      'cpu',
      'memoryMiB',
      'gpu',
      'port',
      'environment',
      'secrets',
    ] as const),
    ...(['startup', 'liveness', 'volume', 'network', 'preview', 'apis'] as const),
  ],
  [`${servingFiles.terraform}/variables.tf`]: ['service', 'project', 'region', 'invokers'],
  [`${servingFiles.terraform}/identity.tf`]: ['serviceAccount', 'grants'],
  [servingFiles.deploy]: [
    ...(['service', 'project', 'region', 'repository', 'image', 'serviceAccount'] as const),
    ...(['secretVersions', 'invokers', 'apis'] as const),
  ],
  [servingFiles.cleanUp]: ['service', 'project', 'region', 'repository', 'image'],
  [servingFiles.smokeTest]: ['service', 'project', 'region', 'healthPath', 'readyPath'],
  [servingFiles.cloudBuild]: ['region', 'repository', 'image'],
  [servingFiles.workflow]: ['service', 'project', 'region', 'repository', 'image', 'reachable'],
  [servingFiles.compose]: ['service', 'port', 'memoryMiB', 'mountPath', 'healthPath'],
  [servingFiles.dockerfile]: ['port', 'environment', 'root', 'healthPath'],
};

describe('agreement of the renderings', function () {
  this.slow(2000);
  this.timeout(60_000);

  for (const [target, plan] of Object.entries(samplePlans))
    it(`${target}: every file says what the plan says`, async () => {
      assert.deepEqual(await allDisagreements(plan, await renderAll(plan)), []);
    });

  it('every file that states the deployment is read back, and speaks of what it must', async () => {
    const files = await renderAll(samplePlans.vllm);
    for (const [path, fields] of Object.entries(spoken)) {
      const file = files.find((each) => each.path === path);
      assert.ok(file, `${path} is not rendered`);
      const said = (await readers[path]?.(file.content, samplePlans.vllm)) ?? {};
      assert.deepEqual(
        fields.filter((field) => !(field in said)),
        [],
        `${path} says nothing of these`,
      );
    }
    const silent = files.map(({ path }) => path).filter((path) => !(path in readers));
    assert.deepEqual(silent.toSorted(), [
      servingFiles.dockerignore,
      servingFiles.gcloudignore,
      `${servingFiles.terraform}/outputs.tf`,
      `${servingFiles.terraform}/versions.tf`,
    ]);
  });

  it('whatever is planned, every file says the same', () =>
    fc.assert(
      fc.asyncProperty(planVariations, async (plan) => {
        assert.deepEqual(await allDisagreements(plan, await renderAll(plan)), []);
      }),
      { numRuns: 25 },
    ));

  it('the same plan gives the same files, byte for byte', async () => {
    for (const plan of Object.values(samplePlans))
      assert.deepEqual(await renderAll(plan), await renderAll(structuredClone(plan)));
  });
});

/** A change of one thing in a plan. */
const changes: Readonly<Record<string, (plan: ServingPlan) => ServingPlan>> = {
  name: (plan) => ({ ...plan, name: 'other-name' }),
  project: (plan) => ({ ...plan, deployment: { ...plan.deployment, project: 'other-project' } }),
  region: (plan) => ({ ...plan, deployment: { ...plan.deployment, region: 'us-west1' } }),
  repository: (plan) => ({ ...plan, deployment: { ...plan.deployment, repository: 'other' } }),
  ingress: (plan) => ({ ...plan, deployment: { ...plan.deployment, ingress: 'internal' } }),
  network: (plan) => ({
    ...plan,
    deployment: { ...plan.deployment, network: { network: 'a', subnetwork: 'b', egress: 'all-traffic' } },
  }),
  cpu: (plan) => ({ ...plan, resources: { ...plan.resources, cpu: 6 } }),
  memory: (plan) => ({ ...plan, resources: { ...plan.resources, memoryMiB: 777 } }),
  concurrency: (plan) => ({ ...plan, resources: { ...plan.resources, concurrency: 77 } }),
  minInstances: (plan) => ({ ...plan, resources: { ...plan.resources, minInstances: 7 } }),
  maxInstances: (plan) => ({ ...plan, resources: { ...plan.resources, maxInstances: 77 } }),
  timeout: (plan) => ({ ...plan, resources: { ...plan.resources, timeoutSeconds: 777 } }),
  throttling: (plan) => ({ ...plan, resources: { ...plan.resources, cpuThrottling: true } }),
  boost: (plan) => ({ ...plan, resources: { ...plan.resources, startupCpuBoost: false } }),
  gpu: (plan) => ({ ...plan, ...(plan.gpu && { gpu: { ...plan.gpu, accelerator: 'nvidia-rtx-pro-6000' } }) }),
  preview: (plan) => ({ ...plan, ...(plan.gpu && { gpu: { ...plan.gpu, preview: true } }) }),
  port: (plan) => ({ ...plan, app: { ...plan.app, port: 9090 } }),
  health: (plan) => ({ ...plan, app: { ...plan.app, healthPath: '/other' } }),
  environment: (plan) => ({ ...plan, environment: [{ name: 'OTHER', value: 'x' }] }),
  secrets: (plan) => ({ ...plan, secrets: [{ name: 'TOKEN', secret: 'other', version: '2' }] }),
  startup: (plan) => ({
    ...plan,
    probes: { ...plan.probes, startup: { ...plan.probes.startup, failureThreshold: 77 } },
  }),
  liveness: (plan) => ({ ...plan, probes: { ...plan.probes, liveness: plan.probes.startup } }),
  bucket: (plan) => ({ ...plan, ...(plan.model && { model: { ...plan.model, bucket: 'other-bucket' } }) }),
  account: (plan) => ({ ...plan, identity: { ...plan.identity, serviceAccount: 'other-account' } }),
  invokers: (plan) => ({ ...plan, identity: { ...plan.identity, invokers: ['user:ada@example.com'] } }),
};

describe('a change in one rendering alone', function () {
  this.slow(2000);
  const plan = samplePlans.vllm;

  for (const [what, change] of Object.entries(changes))
    it(`is noticed: ${what}`, async () => {
      const files = await renderAll(plan);
      const changed = await renderAll(change(plan));
      const differing = changed.filter(
        ({ path, content }) =>
          path in readers && bare(content) !== bare(files.find((each) => each.path === path)?.content ?? ''),
      );
      assert.ok(differing.length > 0, 'no file speaks of it');
      for (const file of differing)
        assert.notDeepEqual(
          await allDisagreements(plan, [file]),
          [],
          `${file.path} was changed, and nothing was said`,
        );
    });

  it('is noticed when a line is taken out of service.yaml or main.tf', async () => {
    const files = await renderAll(plan);
    const lost = {
      'deploy/service.yaml': /^.*nodeSelector:\n.*\n/m,
      'deploy/terraform/main.tf': /^.*cpu_idle.*\n/m,
    };
    for (const [path, line] of Object.entries(lost)) {
      const mixed = files.map((each) =>
        each.path === path ? { ...each, content: each.content.replace(line, '') } : each,
      );
      assert.equal((await allDisagreements(plan, mixed)).length, 1, path);
    }
  });

  it('is measured against the plan and nothing else', () => {
    assert.notDeepEqual(planShape(plan), planShape(changes['cpu']?.(plan) ?? plan));
  });
});

/** Without comments, which may differ, and without what is derived and not stated: how long a job may take. */
function bare(text: string): string {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/^.*(?:HEALTHCHECK|timeout-minutes|DEADLINE_SECONDS=).*\n/gm, '');
}
