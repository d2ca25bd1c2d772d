import { isDeepStrictEqual } from 'node:util';
import { imageName, requiredApis } from '../../../../src/core/serving/cloudRun/deployedNames.ts';
import { modelVolume, mountOptions } from '../../../../src/core/serving/cloudRun/modelVolume.ts';
import { identityGrants } from '../../../../src/core/serving/identity/identityGrants.ts';
import type { Probe, ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';

/** What is deployed, whichever file says it. Where a file names the project by a variable, `PROJECT` stands. */
export interface DeployedShape {
  readonly service: string;
  readonly project: string;
  readonly region: string;
  /** Of Artifact Registry, and the image in it. */
  readonly repository: string;
  readonly image: string;
  /** The part before the `@`. */
  readonly serviceAccount: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly gpu:
    { readonly accelerator: string; readonly count: number; readonly redundant: boolean } | undefined;
  readonly preview: boolean;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly cpuThrottling: boolean;
  readonly startupCpuBoost: boolean;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** By variable: `secret:version`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** `secret:version`, for files that know no variables. */
  readonly secretVersions: readonly string[];
  readonly startup: ShapedProbe;
  readonly liveness: ShapedProbe | undefined;
  readonly volume: ShapedVolume | undefined;
  readonly ingress: string;
  readonly network:
    { readonly network: string; readonly subnetwork: string; readonly egress: string } | undefined;
  /** Where the bucket is mounted, for files that stand a folder in for it. */
  readonly mountPath: string | undefined;
  /** To the runtime account: role and, where it is not on the project, the resource. */
  readonly grants: readonly string[];
  readonly invokers: readonly string[];
  /** The runtime user, as the image has it. */
  readonly root: boolean;
  readonly healthPath: string;
  readonly readyPath: string;
  /** Whether a machine outside of the network can ask the service. */
  readonly reachable: boolean;
  /** That are turned on. */
  readonly apis: readonly string[];
}

export type ShapedProbe = Required<Omit<Probe, 'path'>> & {
  readonly path: string | undefined;
  readonly port: number;
};

export interface ShapedVolume {
  readonly bucket: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  readonly options: readonly string[];
}

/** What the plan says. */
export function planShape(plan: ServingPlan): DeployedShape {
  const { resources, deployment, app, gpu, probes } = plan;
  const { network } = deployment;
  return {
    service: plan.name,
    project: deployment.project,
    region: deployment.region,
    repository: deployment.repository,
    image: imageName(plan),
    serviceAccount: plan.identity.serviceAccount,
    cpu: resources.cpu,
    memoryMiB: resources.memoryMiB,
    gpu: gpu && { accelerator: gpu.accelerator, count: gpu.count, redundant: false },
    preview: gpu?.preview === true,
    concurrency: resources.concurrency,
    timeoutSeconds: resources.timeoutSeconds,
    minInstances: resources.minInstances,
    maxInstances: resources.maxInstances,
    cpuThrottling: resources.cpuThrottling,
    startupCpuBoost: resources.startupCpuBoost,
    port: app.port,
    environment: Object.fromEntries(
      plan.environment.map(({ name, value }) => [name, name === 'GOOGLE_CLOUD_PROJECT' ? 'PROJECT' : value]),
    ),
    secrets: Object.fromEntries(
      plan.secrets.map(({ name, secret, version }) => [name, `${secret}:${version}`]),
    ),
    secretVersions: plan.secrets.map(({ secret, version }) => `${secret}:${version}`),
    startup: shapedProbe(probes.startup, app.port),
    liveness: probes.liveness && shapedProbe(probes.liveness, app.port),
    volume: shapedVolume(plan),
    ingress: deployment.ingress,
    network: network && { ...network },
    mountPath: modelVolume(plan)?.mountPath,
    grants: identityGrants(plan)
      .map(({ role, resource = '' }) => `${role} ${resource}`)
      .toSorted(),
    invokers: plan.identity.invokers,
    root: false,
    healthPath: app.healthPath ?? '/',
    readyPath: app.readyPath ?? app.healthPath ?? '/',
    reachable: deployment.ingress === 'all',
    apis: requiredApis(plan),
  };
}

function shapedVolume(plan: ServingPlan): ShapedVolume | undefined {
  const volume = modelVolume(plan);
  return (
    volume && {
      bucket: volume.bucket,
      mountPath: volume.mountPath,
      readOnly: true,
      options: mountOptions(volume),
    }
  );
}

function shapedProbe({ path, ...times }: Probe, port: number): ShapedProbe {
  return { path, port, ...times };
}

/** Where what is said differs from what should be, a line for each. Fields that a file does not speak of are not held. */
export function disagreements(expected: DeployedShape, file: string, said: Partial<DeployedShape>): string[] {
  return (Object.keys(said) as (keyof DeployedShape)[])
    .filter((field) => !isDeepStrictEqual(said[field], expected[field]))
    .map((field) => `${file}: ${field} is ${shown(said[field])}, not ${shown(expected[field])}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
