import type { GeneratedFile } from '../../generate/generator.ts';
import { imageName } from '../cloudRun/deployedNames.ts';
import { kubernetesNamespace } from '../identity/identityNames.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { commentedYaml, type YamlComment } from '../render/commentedYaml.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { parallelism, type Parallelism } from './parallelism.ts';
import { imagePlaceholder } from './podParts.ts';
import { clusterService, deployment, leaderWorkerSet, podMonitoring } from './workloads.ts';

/**
 * `deploy/kubernetes/`: the server on GKE, as a Deployment where one node holds the model, else as a LeaderWorkerSet.
 * The namespace and the service account come with the identity. Rejects what no node can hold.
 */
export const renderKubernetes: Renderer = (plan) => {
  const parallel = parallelism(plan);
  const several = parallel.nodes > 1;
  const monitored = plan.target === 'vllm' || plan.target === 'transformers';
  const workload = several ? 'leader-worker-set.yaml' : 'deployment.yaml';
  const files = [
    file('kustomization.yaml', kustomization(plan, workload, monitored)),
    file(workload, workloadText(plan, parallel)),
    file(
      'service.yaml',
      commentedYaml(
        clusterService(plan, several),
        [],
        `Within the cluster: http://${plan.name}.${kubernetesNamespace(plan)}`,
      ),
    ),
    ...(monitored ? [file('pod-monitoring.yaml', commentedYaml(podMonitoring(plan), [], monitoring))] : []),
  ];
  return Promise.resolve(files);
};

const monitoring = 'Metrics for Google Cloud Managed Service for Prometheus, which Autopilot has on.';

function file(name: string, content: string): GeneratedFile {
  return { path: `${servingFiles.kubernetes}/${name}`, content };
}

function kustomization(plan: ServingPlan, workload: string, monitored: boolean): string {
  const { newName, tag, comment } = deployedImage(plan);
  const data = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: kubernetesNamespace(plan),
    resources: [
      'service-account.yaml',
      workload,
      'service.yaml',
      ...(monitored ? ['pod-monitoring.yaml'] : []),
    ],
    images: [{ name: imagePlaceholder, newName, ...tag }],
  };
  return commentedYaml(
    data,
    [
      {
        path: ['resources', '0'],
        text: 'Who the pods are on Google Cloud; from "ai-stack generate identity".',
      },
      { path: ['images'], text: comment },
    ],
    `The whole of ${plan.name} on GKE: kubectl apply -k ${servingFiles.kubernetes}`,
  );
}

/** An engine's own image where nothing is built into it, else the one of Artifact Registry. */
function deployedImage(plan: ServingPlan) {
  if (runsBaseImage(plan)) {
    const [withoutDigest = '', digest] = plan.image.base.split('@');
    const colon = withoutDigest.lastIndexOf(':');
    const tagged = colon > withoutDigest.lastIndexOf('/');
    const newName = tagged ? withoutDigest.slice(0, colon) : withoutDigest;
    const tag =
      digest === undefined ? { newTag: tagged ? withoutDigest.slice(colon + 1) : 'latest' } : { digest };
    return { newName, tag, comment: 'The engine as it is published; nothing is built.' };
  }
  const { deployment: to } = plan;
  const project = to.project === '' ? 'PROJECT_ID' : to.project;
  const region = to.region === '' ? 'REGION' : to.region;
  return {
    newName: `${region}-docker.pkg.dev/${project}/${to.repository}/${imageName(plan)}`,
    tag: { newTag: 'unset' },
    comment: [
      'What was built. Put its digest in the place of newTag, for it cannot be moved:',
      `  cd ${servingFiles.kubernetes} && kustomize edit set image ${imagePlaceholder}=IMAGE@sha256:...`,
    ].join('\n'),
  };
}

/** True where the image that is published needs nothing built into it. */
export function runsBaseImage({ app, model }: ServingPlan): boolean {
  return app.kind === 'engine' && model?.loading !== 'baked' && model?.loading !== 'project';
}

function workloadText(plan: ServingPlan, parallel: Parallelism): string {
  if (parallel.nodes > 1) {
    const pod = ['spec', 'leaderWorkerTemplate', 'leaderTemplate', 'spec'];
    const comments = [
      ...podComments(plan, pod),
      {
        path: ['spec', 'leaderWorkerTemplate', 'restartPolicy'],
        text: 'A model in parts is lost with any of them, so that all begin anew.',
      },
    ];
    return commentedYaml(leaderWorkerSet(plan, parallel), comments, severalNodes(plan, parallel));
  }
  const comments = [
    ...podComments(plan, ['spec', 'template', 'spec']),
    {
      path: ['spec', 'strategy'],
      text: 'The old pod goes first: GPUs for two at a time are seldom there.',
    },
  ];
  return commentedYaml(deployment(plan, parallel), comments, oneNode(plan, parallel));
}

function podComments(plan: ServingPlan, pod: readonly string[]): YamlComment[] {
  const container = [...pod, 'containers', '0'];
  const secrets = plan.secrets.map(({ secret, version }) => ({
    path: [...container, 'env', String(plan.environment.length + 1)],
    text: [
      `A secret of Kubernetes, made of the one in Secret Manager:`,
      `  kubectl create secret generic ${secret} --namespace=${kubernetesNamespace(plan)} \\`,
      `    --from-literal=value="$(gcloud secrets versions access ${version} --secret=${secret})"`,
    ].join('\n'),
  }));
  return [
    {
      path: [...pod, 'automountServiceAccountToken'],
      text: 'The identity comes from the metadata server of GKE; nothing here talks to the API of Kubernetes.',
    },
    {
      path: [...pod, 'nodeSelector'],
      text: `Autopilot makes such a node; a Standard cluster needs a node pool with ${machine(plan)}.`,
    },
    ...secrets.slice(0, 1),
    {
      path: [...container, 'startupProbe'],
      text: `A start takes about ${String(plan.probes.expectedStartSeconds)} s.`,
    },
  ];
}

function machine({ gpu }: ServingPlan): string {
  return gpu?.machineType === undefined ? 'this GPU' : `this GPU (machine type ${gpu.machineType})`;
}

function oneNode(plan: ServingPlan, { gpusOnNode }: Parallelism): string {
  if (!plan.gpu) return `${plan.name} on GKE.`;
  const need = plan.model === undefined ? plan.name : plan.model.id;
  return [
    `${need} on one node with ${gpuCount(gpusOnNode)}. When: the model fits no GPU of Cloud Run, which has one for each`,
    'instance. Why so: GPUs of one node exchange each layer fast enough to share it (tensor parallelism).',
    'Cost: a node that is always there, and a cluster to look after.',
  ].join('\n');
}

function severalNodes(plan: ServingPlan, { gpusOnNode, nodes }: Parallelism): string {
  return [
    `${plan.model?.id ?? plan.name} on ${String(nodes)} nodes with ${gpuCount(gpusOnNode)} each. When: one node does not hold the model.`,
    'Why so: layers are shared within a node (tensor parallelism) and passed on between nodes (pipeline parallelism),',
    'as networks are slower than what connects GPUs in a node.',
    'The cluster needs LeaderWorkerSet, which starts and restarts such pods together:',
    '  https://lws.sigs.k8s.io/docs/installation/',
  ].join('\n');
}

function gpuCount(count: number): string {
  return count === 1 ? 'one GPU' : `${String(count)} GPUs`;
}
