import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { memoryQuantity } from '../../../src/core/serving/cloudRun/deployedNames.ts';
import { modelVolume } from '../../../src/core/serving/cloudRun/modelVolume.ts';
import { renderKubernetes } from '../../../src/core/serving/kubernetes/renderKubernetes.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { renderRay } from '../../../src/core/serving/ray/renderRay.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';
import { planVariations } from '../../support/serving/shape/planVariations.ts';

const resources = new NodeResources();
const templates = (path: string) => resources.readText(`templates/${path}`);

interface Pod {
  readonly serviceAccountName: string;
  readonly nodeSelector: Record<string, string>;
  readonly containers: readonly [
    {
      readonly image: string;
      readonly args?: readonly string[];
      readonly env: readonly {
        name: string;
        value?: string;
        valueFrom?: { secretKeyRef: { name: string } };
      }[];
      readonly resources: {
        readonly requests: Record<string, string>;
        readonly limits: Record<string, string>;
      };
      readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
      readonly ports?: readonly [{ readonly containerPort: number }];
      readonly startupProbe?: { readonly httpGet?: { readonly path: string } };
    },
  ];
  readonly volumes: readonly {
    readonly name: string;
    readonly csi?: { volumeAttributes: { bucketName: string } };
  }[];
}

/** vLLM on GPUs of a cluster, with all else varied. */
const clusterPlans = fc
  .tuple(planVariations, fc.constantFrom(1, 2, 4, 8, 16, 24))
  .map(([plan, count]): ServingPlan => ({
    ...plan,
    target: 'vllm',
    platform: 'gke',
    app: { ...samplePlans.vllm.app, port: plan.app.port },
    model: { ...(samplePlans.vllm.model ?? { id: 'm', task: 'other', dtype: 'x', loading: 'hub' }) },
    gpu: { accelerator: 'nvidia-h100-80gb', count, memoryGiB: 80, cudaCompatibility: false },
  }));

describe('agreement of the files for clusters', function () {
  this.slow(2000);

  it('Kubernetes: every pod is what the plan says', () =>
    fc.assert(
      fc.asyncProperty(clusterPlans, async (plan) => {
        for (const pod of await podsOfKubernetes(plan)) holdPod(pod, plan);
      }),
      { numRuns: 25 },
    ));

  it('Kubernetes: the pods of one model have all its GPUs', () =>
    fc.assert(
      fc.asyncProperty(clusterPlans, async (plan) => {
        const workload = await workloadOf(plan);
        const size = workload.spec.leaderWorkerTemplate?.size ?? 1;
        const [pod] = await podsOfKubernetes(plan);
        const onNode = Number(pod?.containers[0].resources.limits['nvidia.com/gpu']);
        assert.equal(onNode * size, plan.gpu?.count);
        assert.equal(valueAfter(pod?.containers[0].args, '--tensor-parallel-size') ?? '1', String(onNode));
      }),
      { numRuns: 25 },
    ));

  it('Ray: workers and the model are what the plan says', () =>
    fc.assert(
      fc.asyncProperty(clusterPlans, async (plan) => {
        const { worker, replicas, config } = await rayOf(plan);
        holdPod(worker, plan, false);
        const { tensor_parallel_size: tensor, pipeline_parallel_size: pipeline } = config.engine_kwargs;
        assert.equal(tensor * pipeline, plan.gpu?.count);
        assert.equal(replicas, pipeline * Math.max(1, plan.resources.minInstances));
        assert.equal(config.engine_kwargs.max_model_len, plan.model?.maxModelLength);
        assert.equal(config.model_loading_config.model_source, plan.model?.path);
        assert.equal(config.deployment_config.max_ongoing_requests, plan.resources.concurrency);
      }),
      { numRuns: 25 },
    ));
});

function holdPod(pod: Pod, plan: ServingPlan, serves = true): void {
  const [container] = pod.containers;
  const volume = modelVolume(plan);
  assert.equal(pod.serviceAccountName, plan.identity.serviceAccount);
  assert.equal(pod.nodeSelector['cloud.google.com/gke-accelerator'], plan.gpu?.accelerator);
  assert.equal(container.resources.requests['cpu'], String(plan.resources.cpu));
  assert.equal(container.resources.limits['memory'], memoryQuantity(plan.resources.memoryMiB));
  assert.equal(
    container.volumeMounts.find(({ name }) => name === volume?.name)?.mountPath,
    volume?.mountPath,
  );
  assert.equal(pod.volumes.find(({ csi }) => csi)?.csi?.volumeAttributes.bucketName, volume?.bucket);
  const said = Object.fromEntries(
    container.env.map(({ name, value, valueFrom }) => [name, valueFrom?.secretKeyRef.name ?? value]),
  );
  for (const { name, value } of plan.environment)
    assert.equal(said[name], name === 'GOOGLE_CLOUD_PROJECT' ? plan.deployment.project : value);
  for (const { name, secret } of plan.secrets) assert.equal(said[name], secret);
  if (!serves) return;
  assert.equal(container.ports?.[0].containerPort, plan.app.port);
  assert.equal(said['PORT'], String(plan.app.port));
  assert.equal(valueAfter(container.args, '--port'), String(plan.app.port));
}

function valueAfter(words: readonly string[] | undefined, flag: string): string | undefined {
  const at = words?.indexOf(flag) ?? -1;
  return at < 0 ? undefined : words?.[at + 1];
}

interface Workload {
  readonly spec: {
    readonly template?: { readonly spec: Pod };
    readonly leaderWorkerTemplate?: {
      readonly size: number;
      readonly leaderTemplate: { readonly spec: Pod };
      readonly workerTemplate: { readonly spec: Pod };
    };
  };
}

async function workloadOf(plan: ServingPlan): Promise<Workload> {
  const files = await renderKubernetes(plan, templates);
  const file = files.find(({ path }) => /(?:deployment|leader-worker-set)\.yaml$/.test(path));
  return parse(file?.content ?? '') as Workload;
}

async function podsOfKubernetes(plan: ServingPlan): Promise<readonly Pod[]> {
  const { template, leaderWorkerTemplate: group } = (await workloadOf(plan)).spec;
  const pods = [template, group?.leaderTemplate, group?.workerTemplate].flatMap((each) => each?.spec ?? []);
  assert.ok(pods.length > 0);
  return pods;
}

interface RayConfig {
  readonly engine_kwargs: {
    readonly tensor_parallel_size: number;
    readonly pipeline_parallel_size: number;
    readonly max_model_len?: number;
  };
  readonly model_loading_config: { readonly model_source: string };
  readonly deployment_config: { readonly max_ongoing_requests: number };
}

async function rayOf(plan: ServingPlan) {
  const [file] = await renderRay(plan, templates);
  const { spec } = parse(file?.content ?? '') as {
    spec: {
      serveConfigV2: string;
      rayClusterConfig: { workerGroupSpecs: [{ replicas: number; template: { spec: Pod } }] };
    };
  };
  const [group] = spec.rayClusterConfig.workerGroupSpecs;
  const { applications } = parse(spec.serveConfigV2) as {
    applications: [{ args: { llm_configs: [RayConfig] } }];
  };
  return {
    worker: group.template.spec,
    replicas: group.replicas,
    config: applications[0].args.llm_configs[0],
  };
}
