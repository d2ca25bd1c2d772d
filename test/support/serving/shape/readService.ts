import { parse } from 'yaml';
import type { DeployedShape, ShapedProbe } from './deployedShape.ts';

interface KnativeProbe {
  readonly httpGet?: { readonly path: string; readonly port: number };
  readonly tcpSocket?: { readonly port: number };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

interface KnativeService {
  readonly metadata: { readonly name: string; readonly annotations: Record<string, string> };
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations: Record<string, string> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly containerConcurrency: number;
        readonly timeoutSeconds: number;
        readonly nodeSelector?: Record<string, string>;
        readonly containers: readonly [KnativeContainer];
        readonly volumes?: readonly [
          {
            readonly csi: {
              readonly readOnly: boolean;
              readonly volumeAttributes: { readonly bucketName: string; readonly mountOptions: string };
            };
          },
        ];
      };
    };
  };
}

interface KnativeContainer {
  readonly image: string;
  readonly ports: readonly [{ readonly containerPort: number }];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly resources: { readonly limits: Record<string, string> };
  readonly startupProbe: KnativeProbe;
  readonly livenessProbe?: KnativeProbe;
  readonly volumeMounts?: readonly [{ readonly mountPath: string }];
}

/** What `deploy/service.yaml` says, as it stands or filled in. */
export function readService(text: string): Partial<DeployedShape> {
  const { metadata, spec } = parse(text) as KnativeService;
  const { annotations } = spec.template.metadata;
  const revision = spec.template.spec;
  const [container] = revision.containers;
  const volume = revision.volumes?.[0].csi;
  const interfaces = annotations['run.googleapis.com/network-interfaces'];
  const accelerator = revision.nodeSelector?.['run.googleapis.com/accelerator'];
  const { limits } = container.resources;
  return {
    service: metadata.name,
    ingress: metadata.annotations['run.googleapis.com/ingress'] ?? 'all',
    preview: metadata.annotations['run.googleapis.com/launch-stage'] === 'BETA',
    serviceAccount: revision.serviceAccountName.split('@')[0] ?? '',
    minInstances: Number(annotations['autoscaling.knative.dev/minScale']),
    maxInstances: Number(annotations['autoscaling.knative.dev/maxScale']),
    cpuThrottling: annotations['run.googleapis.com/cpu-throttling'] === 'true',
    startupCpuBoost: annotations['run.googleapis.com/startup-cpu-boost'] === 'true',
    concurrency: revision.containerConcurrency,
    timeoutSeconds: revision.timeoutSeconds,
    cpu: Number(limits['cpu']),
    memoryMiB: mebibytes(limits['memory'] ?? ''),
    gpu:
      accelerator === undefined
        ? undefined
        : {
            accelerator,
            count: Number(limits['nvidia.com/gpu']),
            redundant: annotations['run.googleapis.com/gpu-zonal-redundancy-disabled'] !== 'true',
          },
    port: container.ports[0].containerPort,
    ...variables(container),
    startup: shapedProbe(container.startupProbe),
    liveness: container.livenessProbe && shapedProbe(container.livenessProbe),
    volume: volume && {
      bucket: volume.volumeAttributes.bucketName,
      readOnly: volume.readOnly,
      options: volume.volumeAttributes.mountOptions.split(','),
      mountPath: container.volumeMounts?.[0].mountPath ?? '',
    },
    network:
      interfaces === undefined
        ? undefined
        : {
            ...(JSON.parse(interfaces) as [{ network: string; subnetwork: string }])[0],
            egress: annotations['run.googleapis.com/vpc-access-egress'] ?? '',
          },
  };
}

function variables({ env = [] }: KnativeContainer): Pick<DeployedShape, 'environment' | 'secrets'> {
  const environment: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const { name, value, valueFrom } of env)
    if (valueFrom) secrets[name] = `${valueFrom.secretKeyRef.name}:${valueFrom.secretKeyRef.key}`;
    else environment[name] = value === '${PROJECT_ID}' ? 'PROJECT' : (value ?? '');
  return { environment, secrets };
}

function shapedProbe(probe: KnativeProbe): ShapedProbe {
  const { httpGet, tcpSocket, ...times } = probe;
  return { path: httpGet?.path, port: httpGet?.port ?? tcpSocket?.port ?? 0, ...times };
}

/** `512Mi`, `8Gi` */
export function mebibytes(quantity: string): number {
  const [, number = '', unit = ''] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(number) * (unit === 'Gi' ? 1024 : 1);
}
