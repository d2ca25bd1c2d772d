import { parse } from '@cdktf/hcl2json';
import type { DeployedShape, ShapedProbe } from './deployedShape.ts';
import { mebibytes } from './readService.ts';

/** Blocks are lists, as HCL allows several of a kind. */
interface TerraformService {
  readonly name: string;
  readonly location: string;
  readonly ingress: string;
  readonly launch_stage?: string;
  readonly template: readonly [
    {
      readonly service_account: string;
      readonly max_instance_request_concurrency: number;
      readonly timeout: string;
      readonly gpu_zonal_redundancy_disabled?: boolean;
      readonly scaling: readonly [
        { readonly min_instance_count: number; readonly max_instance_count: number },
      ];
      readonly node_selector?: readonly [{ readonly accelerator: string }];
      readonly vpc_access?: readonly [
        {
          readonly egress: string;
          readonly network_interfaces: readonly [{ readonly network: string; readonly subnetwork: string }];
        },
      ];
      readonly containers: readonly [TerraformContainer];
      readonly volumes?: readonly [
        {
          readonly gcs: readonly [
            {
              readonly bucket: string;
              readonly read_only: boolean;
              readonly mount_options: readonly string[];
            },
          ];
        },
      ];
    },
  ];
}

interface TerraformContainer {
  readonly ports: readonly [{ readonly container_port: number }];
  readonly resources: readonly [
    {
      readonly limits: Readonly<Record<string, string>>;
      readonly cpu_idle: boolean;
      readonly startup_cpu_boost: boolean;
    },
  ];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly value_source?: readonly [
      { readonly secret_key_ref: readonly [{ readonly secret: string; readonly version: string }] },
    ];
  }[];
  readonly startup_probe: readonly [TerraformProbe];
  readonly liveness_probe?: readonly [TerraformProbe];
  readonly volume_mounts?: readonly [{ readonly mount_path: string }];
}

interface TerraformProbe {
  readonly initial_delay_seconds: number;
  readonly period_seconds: number;
  readonly timeout_seconds: number;
  readonly failure_threshold: number;
  readonly http_get?: readonly [{ readonly path: string; readonly port: number }];
  readonly tcp_socket?: readonly [{ readonly port: number }];
}

const ingress: Readonly<Record<string, string>> = {
  INGRESS_TRAFFIC_ALL: 'all',
  INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
  INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'internal-and-cloud-load-balancing',
};

/** What `main.tf` says of the service. */
export async function readTerraformService(text: string): Promise<Partial<DeployedShape>> {
  const { resource } = (await parse('main.tf', text)) as {
    resource: {
      google_cloud_run_v2_service: { service: [TerraformService] };
      google_project_service: { required: [{ for_each: string }] };
      google_artifact_registry_repository: { images: [{ repository_id: string }] };
    };
  };
  const [service] = resource.google_cloud_run_v2_service.service;
  const [template] = service.template;
  const [container] = template.containers;
  const [resources] = container.resources;
  const access = template.vpc_access?.[0];
  const gcs = template.volumes?.[0].gcs[0];
  const accelerator = template.node_selector?.[0].accelerator;
  return {
    repository: resource.google_artifact_registry_repository.images[0].repository_id,
    apis: resource.google_project_service.required[0].for_each.match(/[\w.]+\.googleapis\.com/g) ?? [],
    ingress: ingress[service.ingress] ?? service.ingress,
    preview: service.launch_stage === 'BETA',
    minInstances: template.scaling[0].min_instance_count,
    maxInstances: template.scaling[0].max_instance_count,
    cpuThrottling: resources.cpu_idle,
    startupCpuBoost: resources.startup_cpu_boost,
    concurrency: template.max_instance_request_concurrency,
    timeoutSeconds: Number(/^(\d+)s$/.exec(template.timeout)?.[1]),
    cpu: Number(resources.limits['cpu']),
    memoryMiB: mebibytes(resources.limits['memory'] ?? ''),
    gpu:
      accelerator === undefined
        ? undefined
        : {
            accelerator,
            count: Number(resources.limits['nvidia.com/gpu'] ?? resources.limits['"nvidia.com/gpu"']),
            redundant: template.gpu_zonal_redundancy_disabled !== true,
          },
    port: container.ports[0].container_port,
    ...variables(container),
    startup: shapedProbe(container.startup_probe[0]),
    liveness: container.liveness_probe && shapedProbe(container.liveness_probe[0]),
    volume: gcs && {
      bucket: gcs.bucket,
      readOnly: gcs.read_only,
      options: gcs.mount_options,
      mountPath: container.volume_mounts?.[0].mount_path ?? '',
    },
    network: access && {
      network: access.network_interfaces[0].network,
      subnetwork: access.network_interfaces[0].subnetwork,
      egress: access.egress.toLowerCase().replaceAll('_', '-'),
    },
  };
}

/** What `variables.tf` gives as defaults. */
export async function readTerraformVariables(text: string): Promise<Partial<DeployedShape>> {
  const { variable } = (await parse('variables.tf', text)) as {
    variable: Record<string, [{ default?: string | boolean | string[] }]>;
  };
  const given = (name: string) => variable[name]?.[0].default;
  return {
    service: textOf(given('service')),
    project: textOf(given('project')),
    region: textOf(given('region')),
    invokers: given('invokers') as string[],
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The name of the account in `identity.tf`, and what it is granted. */
export async function readTerraformIdentity(text: string): Promise<Partial<DeployedShape>> {
  const { resource } = (await parse('identity.tf', text)) as {
    resource: Record<string, Record<string, [Record<string, string>]>>;
  };
  const grants = Object.entries(resource)
    .filter(([type]) => type.endsWith('_iam_member'))
    .flatMap(([, members]) => Object.values(members))
    .map(([{ role = '', bucket, secret_id: secret }]) => `${role} ${bucket ?? secret ?? ''}`);
  const account = resource['google_service_account']?.['runtime']?.[0] ?? {};
  return {
    serviceAccount: account['account_id'] ?? '',
    grants: grants.toSorted(),
  };
}

function variables({ env = [] }: TerraformContainer): Pick<DeployedShape, 'environment' | 'secrets'> {
  const environment: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const { name, value, value_source: source } of env)
    if (source)
      secrets[name] = `${source[0].secret_key_ref[0].secret}:${source[0].secret_key_ref[0].version}`;
    else environment[name] = value === '${var.project}' ? 'PROJECT' : literal(value ?? '');
  return { environment, secrets };
}

/** hcl2json keeps the doubled signs of a text in which nothing is interpolated. */
function literal(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}

function shapedProbe(probe: TerraformProbe): ShapedProbe {
  return {
    path: probe.http_get?.[0].path,
    port: probe.http_get?.[0].port ?? probe.tcp_socket?.[0].port ?? 0,
    initialDelaySeconds: probe.initial_delay_seconds,
    periodSeconds: probe.period_seconds,
    timeoutSeconds: probe.timeout_seconds,
    failureThreshold: probe.failure_threshold,
  };
}
