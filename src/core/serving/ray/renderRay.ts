import { parse, stringify } from 'yaml';
import { kubernetesNamespace } from '../identity/identityNames.ts';
import { parallelism, type Parallelism } from '../kubernetes/parallelism.ts';
import { podAnnotations, podLabels, podSpec, podVolumes, serverContainer } from '../kubernetes/podParts.ts';
import { servedModel } from '../cloudRun/smokeRequest.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { commentedYaml } from '../render/commentedYaml.ts';
import type { Renderer } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';

/** What `media/templates/ray/versions.yaml` says. */
interface RayVersions {
  readonly rayVersion: string;
  readonly image: string;
}

/**
 * `deploy/ray/ray-service.yaml`: Ray Serve's LLM application on a cluster of KubeRay. The namespace and the service account
 * come with the identity. Fields after https://docs.ray.io/en/latest/serve/llm/ and KubeRay's RayService (ray.io/v1).
 */
export const renderRay: Renderer = async (plan, templates) => {
  const versions = parse(await templates('ray/versions.yaml')) as RayVersions;
  const parallel = parallelism({ ...plan, target: 'vllm' });
  const content = commentedYaml(rayService(plan, parallel, versions), comments, heading(plan, parallel));
  return [{ path: `${servingFiles.ray}/ray-service.yaml`, content }];
};

const comments = [
  {
    path: ['spec', 'serveConfigV2'],
    text: 'What Ray Serve runs: an application with the API of OpenAI, on vLLM.',
  },
  {
    path: ['spec', 'rayClusterConfig', 'headGroupSpec', 'rayStartParams'],
    text: 'The head only coordinates; no model and no request is put on it.',
  },
];

function heading(plan: ServingPlan, { gpusOnNode, nodes }: Parallelism): string {
  return [
    `${plan.model?.id ?? plan.name} on Ray Serve: ${counted(nodes, 'worker')} with ${counted(gpusOnNode, 'GPU')} each.`,
    'When: several models, or steps around them in Python, on one cluster. For one model alone, vLLM on GKE without Ray is',
    'less to look after. Why so: Ray Serve LLM runs vLLM, and spreads its parts over the workers itself.',
    'The cluster needs KubeRay: https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/kuberay-operator-installation.html',
    `Then: kubectl apply --namespace=${kubernetesNamespace(plan)} -f ${servingFiles.ray}`,
  ].join('\n');
}

function rayService(plan: ServingPlan, parallel: Parallelism, { rayVersion, image }: RayVersions) {
  const workers = parallel.nodes * replicasOf(plan);
  return {
    apiVersion: 'ray.io/v1',
    kind: 'RayService',
    metadata: { name: plan.name, namespace: kubernetesNamespace(plan), labels: podLabels(plan) },
    spec: {
      serveConfigV2: stringify(serveConfig(plan, parallel), { lineWidth: 0 }),
      rayClusterConfig: {
        rayVersion,
        headGroupSpec: {
          rayStartParams: { 'num-cpus': '0', 'num-gpus': '0', 'dashboard-host': '0.0.0.0' },
          template: { metadata: { labels: podLabels(plan) }, spec: headPod(plan, image) },
        },
        workerGroupSpecs: [
          {
            groupName: 'gpu',
            // The same number thrice: without KubeRay's autoscaler, which needs rights in the cluster, it is fixed.
            replicas: workers,
            minReplicas: workers,
            maxReplicas: workers,
            rayStartParams: { 'num-gpus': String(parallel.gpusOnNode) },
            template: {
              metadata: { labels: podLabels(plan), ...podAnnotations(plan) },
              spec: workerPod(plan, parallel, image),
            },
          },
        ],
      },
    },
  };
}

function headPod(plan: ServingPlan, image: string) {
  const { serviceAccountName, automountServiceAccountToken, securityContext } = podSpec(plan, 0);
  return {
    serviceAccountName,
    automountServiceAccountToken,
    securityContext,
    containers: [
      {
        name: 'ray-head',
        image,
        ports: [
          { name: 'gcs', containerPort: 6379 },
          { name: 'dashboard', containerPort: 8265 },
          { name: 'client', containerPort: 10_001 },
          { name: 'serve', containerPort: 8000 },
          { name: 'metrics', containerPort: 8080 },
        ],
        resources: { requests: { cpu: '4', memory: '16Gi' }, limits: { memory: '16Gi' } },
      },
    ],
  };
}

function workerPod(plan: ServingPlan, { gpusOnNode }: Parallelism, image: string) {
  const { env, resources, volumeMounts } = serverContainer(plan, gpusOnNode);
  const { nodeSelector, ...rest } = podSpec(plan, gpusOnNode);
  return {
    ...rest,
    ...(nodeSelector && { nodeSelector }),
    containers: [
      {
        name: 'ray-worker',
        image,
        env: env.filter(({ name }) => name !== 'PORT'),
        resources,
        volumeMounts,
      },
    ],
    volumes: podVolumes(plan),
  };
}

function serveConfig(plan: ServingPlan, { gpusOnNode, nodes }: Parallelism) {
  const { model, resources, gpu, name } = plan;
  const accelerator = rayAccelerators[gpu?.accelerator ?? ''];
  return {
    applications: [
      {
        name,
        import_path: 'ray.serve.llm:build_openai_app',
        route_prefix: '/',
        args: {
          llm_configs: [
            {
              model_loading_config: {
                model_id: plan.target === 'vllm' ? servedModel(plan) : (model?.id ?? name),
                model_source: model?.loading === 'bucket' ? (model.path ?? model.id) : (model?.id ?? name),
              },
              ...(accelerator !== undefined && { accelerator_type: accelerator }),
              engine_kwargs: {
                tensor_parallel_size: Math.max(1, gpusOnNode),
                pipeline_parallel_size: nodes,
                ...(model?.maxModelLength !== undefined && { max_model_len: model.maxModelLength }),
                ...(model?.maxSequences !== undefined && { max_num_seqs: model.maxSequences }),
                ...(model?.revision !== undefined && { revision: model.revision }),
              },
              deployment_config: {
                num_replicas: replicasOf(plan),
                max_ongoing_requests: resources.concurrency,
              },
            },
          ],
        },
      },
    ],
  };
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** Of the whole model. */
function replicasOf({ resources }: ServingPlan): number {
  return Math.max(1, resources.minInstances);
}

/** Ray's names of what GKE calls its GPUs; a GPU that is not here is chosen by the node alone. */
const rayAccelerators: Readonly<Record<string, string>> = {
  'nvidia-l4': 'L4',
  'nvidia-h100-80gb': 'H100',
  'nvidia-h100-mega-80gb': 'H100',
  'nvidia-h200-141gb': 'H200',
  'nvidia-a100-80gb': 'A100-80G',
  'nvidia-tesla-a100': 'A100-40G',
};
