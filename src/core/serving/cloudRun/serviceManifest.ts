import type { Probe, ServingPlan } from '../plan/servingPlan.ts';
import { accountAddress } from '../identity/identityNames.ts';
import { deployedEnvironment, memoryQuantity, placeholders } from './deployedNames.ts';
import { modelVolume, mountOptions } from './modelVolume.ts';

type Annotations = Record<string, string>;

/**
 * The service as Cloud Run's API v1 has it (Knative's Service), as data. After
 * https://cloud.google.com/run/docs/reference/yaml/v1.
 */
export function serviceManifest(plan: ServingPlan) {
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: plan.name, annotations: serviceAnnotations(plan) },
    spec: {
      template: { metadata: { annotations: revisionAnnotations(plan) }, spec: revisionSpec(plan) },
      traffic: [{ latestRevision: true, percent: 100 }],
    },
  };
}

function serviceAnnotations({ deployment, gpu }: ServingPlan): Annotations {
  return {
    'run.googleapis.com/ingress': deployment.ingress,
    ...(gpu?.preview === true && { 'run.googleapis.com/launch-stage': 'BETA' }),
  };
}

function revisionAnnotations({ resources, gpu, deployment }: ServingPlan): Annotations {
  const { network } = deployment;
  return {
    'autoscaling.knative.dev/minScale': String(resources.minInstances),
    'autoscaling.knative.dev/maxScale': String(resources.maxInstances),
    'run.googleapis.com/execution-environment': 'gen2',
    'run.googleapis.com/cpu-throttling': String(resources.cpuThrottling),
    'run.googleapis.com/startup-cpu-boost': String(resources.startupCpuBoost),
    ...(gpu && { 'run.googleapis.com/gpu-zonal-redundancy-disabled': 'true' }),
    ...(network && {
      'run.googleapis.com/network-interfaces': JSON.stringify([
        { network: network.network, subnetwork: network.subnetwork },
      ]),
      'run.googleapis.com/vpc-access-egress': network.egress,
    }),
  };
}

function revisionSpec(plan: ServingPlan) {
  const { resources, identity, gpu } = plan;
  const volume = modelVolume(plan);
  return {
    serviceAccountName: accountAddress(identity.serviceAccount, placeholders.project),
    containerConcurrency: resources.concurrency,
    timeoutSeconds: resources.timeoutSeconds,
    ...(gpu && { nodeSelector: { 'run.googleapis.com/accelerator': gpu.accelerator } }),
    containers: [container(plan)],
    ...(volume && {
      volumes: [
        {
          name: volume.name,
          csi: {
            driver: 'gcsfuse.run.googleapis.com',
            readOnly: true,
            volumeAttributes: { bucketName: volume.bucket, mountOptions: mountOptions(volume).join(',') },
          },
        },
      ],
    }),
  };
}

function container(plan: ServingPlan) {
  const { app, resources, gpu, probes } = plan;
  const volume = modelVolume(plan);
  const env = [
    ...deployedEnvironment(plan, placeholders.project),
    ...plan.secrets.map(({ name, secret, version }) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key: version } },
    })),
  ];
  return {
    image: placeholders.image,
    ports: [{ name: 'http1', containerPort: app.port }],
    ...(env.length > 0 && { env }),
    resources: {
      limits: {
        cpu: String(resources.cpu),
        memory: memoryQuantity(resources.memoryMiB),
        ...(gpu && { 'nvidia.com/gpu': String(gpu.count) }),
      },
    },
    startupProbe: probe(probes.startup, app.port),
    ...(probes.liveness && { livenessProbe: probe(probes.liveness, app.port) }),
    ...(volume && { volumeMounts: [{ name: volume.name, mountPath: volume.mountPath }] }),
  };
}

function probe({ path, ...times }: Probe, port: number) {
  return { ...(path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } }), ...times };
}
