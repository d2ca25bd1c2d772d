import { render } from '../../generate/render.ts';
import type { OptionValues } from '../../generate/generator.ts';
import type { Probe, ServingPlan } from '../plan/servingPlan.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { deployedEnvironment, imageName, memoryQuantity, requiredApis } from './deployedNames.ts';
import { modelVolume, mountOptions } from './modelVolume.ts';

const ingress = {
  all: 'INGRESS_TRAFFIC_ALL',
  internal: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
  'internal-and-cloud-load-balancing': 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
} as const;
const egress = { 'all-traffic': 'ALL_TRAFFIC', 'private-ranges-only': 'PRIVATE_RANGES_ONLY' } as const;
/** Stands for the project until the rest of a text is quoted: no value of a plan has a control character. */
const projectMark = '\u0000';

export interface TerraformOptions {
  /** Whether a workflow deploys new images, so that Terraform leaves the image alone. */
  readonly ciDeploys: boolean;
}

/** `deploy/terraform/{versions,variables,main,outputs}.tf`; `identity.tf` is rendered with the identity. */
export function terraformRenderer({ ciDeploys }: TerraformOptions): Renderer {
  return async (plan, templates) => {
    const values = { ...terraformValues(plan), 'ci-deploys': String(ciDeploys) };
    const names = ['versions.tf', 'variables.tf', 'main.tf', 'outputs.tf'];
    return Promise.all(
      names.map(async (name) => ({
        path: `${servingFiles.terraform}/${name}`,
        content: alignAttributes(render(await templates(`cloud-run/terraform/${name}`), values)),
      })),
    );
  };
}

function terraformValues(plan: ServingPlan): OptionValues {
  const { deployment, resources, gpu, app, identity, probes } = plan;
  return {
    service: plan.name,
    image: imageName(plan),
    repository: deployment.repository,
    project: deployment.project,
    'project-known': String(deployment.project !== ''),
    region: deployment.region,
    'region-known': String(deployment.region !== ''),
    invokers: identity.invokers.map(hclText).join(', '),
    apis: requiredApis(plan)
      .map((api) => `    ${hclText(api)},`)
      .join('\n'),
    ingress: ingress[deployment.ingress],
    concurrency: String(resources.concurrency),
    timeout: String(resources.timeoutSeconds),
    'min-instances': String(resources.minInstances),
    'max-instances': String(resources.maxInstances),
    cpu: String(resources.cpu),
    memory: memoryQuantity(resources.memoryMiB),
    'cpu-idle': String(resources.cpuThrottling),
    'cpu-boost': String(resources.startupCpuBoost),
    port: String(app.port),
    gpu: String(gpu !== undefined),
    accelerator: gpu?.accelerator ?? '',
    'gpu-count': String(gpu?.count ?? 0),
    preview: String(gpu?.preview === true),
    'startup-probe': probeBlock('startup_probe', probes.startup, app.port),
    'has-liveness': String(probes.liveness !== undefined),
    'liveness-probe': probes.liveness ? probeBlock('liveness_probe', probes.liveness, app.port) : '',
    ...variableValues(plan),
    ...networkValues(plan),
    ...volumeValues(plan),
  };
}

function variableValues(plan: ServingPlan): OptionValues {
  const environment = deployedEnvironment(plan, projectMark).map(({ name, value }) =>
    block('env', [
      `name  = ${hclText(name)}`,
      `value = ${value === projectMark ? 'var.project' : hclText(value)}`,
    ]),
  );
  const secrets = plan.secrets.map(({ name, secret, version }) =>
    block('env', [
      `name = ${hclText(name)}`,
      '',
      'value_source {',
      '  secret_key_ref {',
      `    secret  = ${hclText(secret)}`,
      `    version = ${hclText(version)}`,
      '  }',
      '}',
    ]),
  );
  return {
    'has-environment': String(environment.length > 0),
    environment: environment.join('\n\n'),
    'has-secrets': String(secrets.length > 0),
    secrets: secrets.join('\n\n'),
  };
}

function networkValues({ deployment: { network } }: ServingPlan): OptionValues {
  return {
    network: String(network !== undefined),
    'network-name': network?.network ?? '',
    subnetwork: network?.subnetwork ?? '',
    egress: network ? egress[network.egress] : '',
  };
}

function volumeValues(plan: ServingPlan): OptionValues {
  const volume = modelVolume(plan);
  return {
    volume: String(volume !== undefined),
    'volume-name': volume?.name ?? '',
    'mount-path': volume?.mountPath ?? '',
    bucket: volume?.bucket ?? '',
    'mount-options': volume ? mountOptions(volume).map(hclText).join(', ') : '',
  };
}

function probeBlock(name: string, probe: Probe, port: number): string {
  const { path } = probe;
  const asks =
    path === undefined
      ? ['tcp_socket {', `  port = ${String(port)}`, '}']
      : ['http_get {', `  path = ${hclText(path)}`, `  port = ${String(port)}`, '}'];
  return block(name, [
    `initial_delay_seconds = ${String(probe.initialDelaySeconds)}`,
    `period_seconds = ${String(probe.periodSeconds)}`,
    `timeout_seconds = ${String(probe.timeoutSeconds)}`,
    `failure_threshold = ${String(probe.failureThreshold)}`,
    '',
    ...asks,
  ]);
}

/** A block within `containers`. */
function block(name: string, lines: readonly string[]): string {
  return [`${name} {`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), '}']
    .map((line) => (line === '' ? '' : `      ${line}`))
    .join('\n');
}

/** A quoted text of HCL, in which nothing is interpolated. */
export function hclText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replace(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}

/** As `terraform fmt` does: the `=` of attributes on lines that follow one another stand below each other. */
function alignAttributes(text: string): string {
  const lines = text.split('\n');
  const result: string[] = [];
  let group: string[] = [];
  const flush = () => {
    result.push(...aligned(group));
    group = [];
  };
  for (const line of lines) {
    if (attribute.test(line) && !/[[{(]$/.test(line)) group.push(line);
    else {
      flush();
      result.push(line);
    }
  }
  flush();
  return result.join('\n');
}

const attribute = /^(\s*)("?[\w./-]+"?)\s+= (.*)$/;

function aligned(lines: readonly string[]): string[] {
  const parts = lines.map((line) => attribute.exec(line));
  const width = Math.max(0, ...parts.map((part) => part?.[2]?.length ?? 0));
  return parts.map((part) => `${part?.[1] ?? ''}${(part?.[2] ?? '').padEnd(width)} = ${part?.[3] ?? ''}`);
}
