import fc from 'fast-check';
import type { Probe, ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { samplePlans } from '../samplePlans.ts';

/** A plan whose optional parts can be set and taken away. */
type Variation = { -readonly [Key in keyof ServingPlan]: ServingPlan[Key] };

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,10}(?:-[a-z0-9]{1,10})?$/);
const account = fc.stringMatching(/^[a-z][a-z0-9-]{4,12}[a-z0-9]$/);
const path = fc.stringMatching(/^\/[a-z]{1,8}(?:\/[a-z]{1,8})?[a-y]$/);
/** What people put in variables, and what shells, YAML and HCL would take for their own. */
const value = fc.oneof(
  fc.constantFrom(...['', 'true', 'null', '1', '0x1F', '1e3', 'no', '- a', 'a: b', '# x', '*', '&a', '!x']),
  fc.constantFrom(
    ...["it's", '"', '$HOME', '${HOME}', '%{if}', '$${x}', '\\', 'a\\nb', '$(id)', '`id`', ' a ', '~'],
  ),
  // HCL holds texts in composed form (NFC), whatever it is given.
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => !/\p{Cc}|[\u2028\u2029\ufeff]/u.test(text) && text === text.normalize('NFC')),
);
const variable = fc.record({ name: fc.stringMatching(/^[A-Z][A-Z_]{2,10}X$/), value });

const probe: fc.Arbitrary<Probe> = fc
  .tuple(
    fc.option(path, { nil: undefined }),
    fc.record({
      initialDelaySeconds: fc.integer({ min: 0, max: 240 }),
      periodSeconds: fc.integer({ min: 1, max: 240 }),
      timeoutSeconds: fc.integer({ min: 1, max: 60 }),
      failureThreshold: fc.integer({ min: 1, max: 180 }),
    }),
  )
  .map(([at, times]) => ({ ...(at !== undefined && { path: at }), ...times }));

const resources = fc.record({
  cpu: fc.constantFrom(1, 2, 4, 8, 20),
  memoryMiB: fc.constantFrom(512, 1000, 1024, 8192, 81_920),
  concurrency: fc.integer({ min: 1, max: 1000 }),
  minInstances: fc.integer({ min: 0, max: 5 }),
  maxInstances: fc.integer({ min: 1, max: 100 }),
  timeoutSeconds: fc.integer({ min: 1, max: 3600 }),
  cpuThrottling: fc.boolean(),
  startupCpuBoost: fc.boolean(),
});

const deployment = fc
  .record({
    project: fc.constantFrom('', 'acme-prod', 'other-project'),
    region: fc.constantFrom('', 'europe-west4', 'us-central1'),
    repository: name,
    ingress: fc.constantFrom('all', 'internal', 'internal-and-cloud-load-balancing'),
    network: fc.option(
      fc.record({
        network: name,
        subnetwork: name,
        egress: fc.constantFrom('all-traffic', 'private-ranges-only'),
      }),
      { nil: undefined },
    ),
  } as const)
  .map(({ network, ...rest }) => ({ ...rest, ...(network && { network }) }));

const gpu = fc.record({
  accelerator: fc.constantFrom('nvidia-l4', 'nvidia-rtx-pro-6000'),
  count: fc.constant(1),
  memoryGiB: fc.constant(24),
  cudaCompatibility: fc.boolean(),
  preview: fc.boolean(),
});

const invoker = fc
  .tuple(fc.constantFrom('user', 'group', 'serviceAccount'), account)
  .map(([kind, who]) => `${kind}:${who}@example.com`);

const bucket = fc.constantFrom('acme-models', 'acme-models/qwen', 'acme-models/qwen/8b');

/** Plans of every target with everything that a rendering speaks of varied. */
export const planVariations: fc.Arbitrary<ServingPlan> = fc
  .record({
    sample: fc.constantFrom(...Object.values(samplePlans)),
    name,
    account,
    port: fc.constantFrom(8080, 8000, 3000),
    paths: fc.record({ healthPath: path, readyPath: path }),
    resources,
    deployment,
    startup: probe,
    liveness: fc.option(probe, { nil: undefined }),
    environment: fc.uniqueArray(variable, { selector: (each) => each.name, maxLength: 4 }),
    secrets: fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[A-Z][A-Z_]{2,10}Y$/),
        secret: name,
        version: fc.integer({ min: 1, max: 99 }).map(String),
      }),
      { selector: (each) => each.name, maxLength: 3 },
    ),
    gpu: fc.option(gpu, { nil: undefined }),
    bucket: fc.option(bucket, { nil: undefined }),
    invokers: fc.uniqueArray(invoker, { maxLength: 3 }),
  })
  .map(varied);

/** What names the project follows it. */
function inProject({ project }: ServingPlan['deployment']) {
  return (each: ServingPlan['environment'][number]) =>
    each.name === 'GOOGLE_CLOUD_PROJECT' ? { ...each, value: project } : each;
}

function varied(given: {
  readonly sample: ServingPlan;
  readonly name: string;
  readonly account: string;
  readonly port: number;
  readonly paths: { readonly healthPath: string; readonly readyPath: string };
  readonly resources: ServingPlan['resources'];
  readonly deployment: ServingPlan['deployment'];
  readonly startup: Probe;
  readonly liveness: Probe | undefined;
  readonly environment: ServingPlan['environment'];
  readonly secrets: ServingPlan['secrets'];
  readonly gpu: ServingPlan['gpu'] | undefined;
  readonly bucket: string | undefined;
  readonly invokers: readonly string[];
}): ServingPlan {
  const { sample } = given;
  const plan: Variation = {
    ...sample,
    name: given.name,
    app: { ...sample.app, port: given.port, ...given.paths },
    resources: given.resources,
    deployment: given.deployment,
    probes: {
      startup: given.startup,
      ...(given.liveness && { liveness: given.liveness }),
      expectedStartSeconds: sample.probes.expectedStartSeconds,
    },
    environment: [...sample.environment.map(inProject(given.deployment)), ...given.environment],
    secrets: given.secrets,
    identity: { ...sample.identity, serviceAccount: given.account, invokers: given.invokers },
  };
  delete plan.gpu;
  if (given.gpu) plan.gpu = given.gpu;
  if (given.bucket !== undefined && sample.model)
    plan.model = { ...sample.model, loading: 'bucket', path: '/models/weights', bucket: given.bucket };
  return plan;
}
