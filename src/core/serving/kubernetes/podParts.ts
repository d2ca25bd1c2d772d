import type { Probe, ServingPlan } from '../plan/servingPlan.ts';
import { deployedEnvironment, memoryQuantity } from '../cloudRun/deployedNames.ts';
import { modelVolume } from '../cloudRun/modelVolume.ts';
import { kubernetesServiceAccount } from '../identity/identityNames.ts';

/** What kustomization.yaml replaces by the image's real name. */
export const imagePlaceholder = 'server';

/** The labels that select the pods of a plan. */
export function podLabels({ name }: Pick<ServingPlan, 'name'>) {
  return { 'app.kubernetes.io/name': name };
}

/** What all pods of a plan have in common, beside their containers. `gpusOnNode`: 0 without a GPU. */
export function podSpec(plan: ServingPlan, gpusOnNode: number) {
  const { gpu } = plan;
  return {
    serviceAccountName: kubernetesServiceAccount(plan),
    // The identity comes from GKE's metadata server; the token of the Kubernetes API is needed by nobody.
    automountServiceAccountToken: false,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    terminationGracePeriodSeconds: 60,
    ...(gpu && {
      nodeSelector: {
        'cloud.google.com/gke-accelerator': gpu.accelerator,
        'cloud.google.com/gke-accelerator-count': String(gpusOnNode),
      },
    }),
  };
}

/** Annotations of a pod: the sidecar that mounts buckets, where there is one. */
export function podAnnotations(plan: ServingPlan): { readonly annotations?: Record<string, string> } {
  return modelVolume(plan) ? { annotations: { 'gke-gcsfuse/volumes': 'true' } } : {};
}

/** The container without probes. `command`: what it runs, where that is not the image's own. */
export function serverContainer(plan: ServingPlan, gpusOnNode: number, command: object = {}) {
  const { app } = plan;
  const volume = modelVolume(plan);
  return {
    name: 'server',
    image: imagePlaceholder,
    ...command,
    ports: [{ name: 'http', containerPort: app.port }],
    env: containerEnvironment(plan),
    resources: containerResources(plan, gpusOnNode),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      ...(plan.gpu ? [{ name: 'shared-memory', mountPath: '/dev/shm' }] : []),
      ...(volume ? [{ name: volume.name, mountPath: volume.mountPath, readOnly: true }] : []),
    ],
  };
}

function containerEnvironment(plan: ServingPlan) {
  return [
    // Cloud Run sets it; here nobody else does.
    { name: 'PORT', value: String(plan.app.port) },
    ...deployedEnvironment(plan, plan.deployment.project),
    ...plan.secrets.map(({ name, secret }) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key: 'value' } },
    })),
  ];
}

function containerResources({ resources, model }: ServingPlan, gpusOnNode: number) {
  const memory = memoryQuantity(resources.memoryMiB);
  const disk =
    model?.loading === 'hub' && model.weightsBytes !== undefined
      ? { 'ephemeral-storage': `${String(Math.ceil((1.2 * model.weightsBytes) / 2 ** 30) + 10)}Gi` }
      : {};
  const gpu = gpusOnNode > 0 ? { 'nvidia.com/gpu': String(gpusOnNode) } : {};
  return {
    requests: { cpu: String(resources.cpu), memory, ...disk, ...gpu },
    limits: { memory, ...disk, ...gpu },
  };
}

/** Volumes of a pod: shared memory between the processes of one model, and the bucket. */
export function podVolumes(plan: ServingPlan) {
  const volume = modelVolume(plan);
  return [
    ...(plan.gpu
      ? [{ name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: sharedMemory(plan) } }]
      : []),
    ...(volume
      ? [
          {
            name: volume.name,
            csi: {
              driver: 'gcsfuse.csi.storage.gke.io',
              readOnly: true,
              volumeAttributes: {
                bucketName: volume.bucket,
                mountOptions: [
                  'implicit-dirs',
                  'metadata-cache:ttl-secs:-1',
                  ...(volume.folder === undefined ? [] : [`only-dir=${volume.folder}`]),
                ].join(','),
              },
            },
          },
        ]
      : []),
  ];
}

/** It counts against the memory of the container, so at most a quarter of it. */
function sharedMemory({ resources }: ServingPlan): string {
  return memoryQuantity(Math.min(16 * 1024, Math.floor(resources.memoryMiB / 4)));
}

/** A probe of the container; `failureThreshold` may be set anew. */
function podProbe(probe: Probe, failureThreshold = probe.failureThreshold) {
  const { path, initialDelaySeconds, periodSeconds, timeoutSeconds } = probe;
  const asks = path === undefined ? { tcpSocket: { port: 'http' } } : { httpGet: { path, port: 'http' } };
  return { ...asks, initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold };
}

/**
 * Startup, readiness and liveness. Kubernetes has no limit on how long a start may take, so that twice the estimate is
 * allowed.
 */
export function podProbes(plan: ServingPlan) {
  const { probes, app } = plan;
  const { startup } = probes;
  const wanted = Math.ceil((2 * probes.expectedStartSeconds) / startup.periodSeconds);
  const steady = { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5 };
  const ready = app.readyPath ?? app.healthPath;
  return {
    startupProbe: podProbe(startup, Math.max(startup.failureThreshold, wanted)),
    readinessProbe: podProbe({
      ...(ready !== undefined && { path: ready }),
      ...steady,
      failureThreshold: 2,
    }),
    livenessProbe: podProbe(
      probes.liveness ?? {
        ...(app.healthPath !== undefined && { path: app.healthPath }),
        ...steady,
        periodSeconds: 30,
        failureThreshold: 5,
      },
    ),
  };
}
