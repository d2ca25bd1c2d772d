import assert from 'node:assert/strict';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { kubernetesAccountFile } from '../../../src/core/serving/identity/kubernetesAccount.ts';
import { renderKubernetes } from '../../../src/core/serving/kubernetes/renderKubernetes.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { renderRay } from '../../../src/core/serving/ray/renderRay.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { customResourcesOrSkip, kubernetesSchemaOrSkip } from '../../support/serving/kubernetesSchemas.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';

const resources = new NodeResources();
const templates = (path: string) => resources.readText(`templates/${path}`);

function onGpus(plan: ServingPlan, count: number, changes: Partial<ServingPlan> = {}): ServingPlan {
  const gpu = { accelerator: 'nvidia-h100-80gb', count, memoryGiB: 80, cudaCompatibility: false };
  return { ...plan, platform: 'gke', gpu, ...changes };
}

const secrets = [{ name: 'HF_TOKEN', secret: 'hf-token', version: '3' }];
const fromHub = { ...samplePlans.vllm.model, loading: 'hub' } as NonNullable<ServingPlan['model']>;
const inFolder = { ...samplePlans.vllm.model, bucket: 'acme/models' } as NonNullable<ServingPlan['model']>;

const plans: Readonly<Record<string, ServingPlan>> = {
  'one node': onGpus(samplePlans.vllm, 4, { secrets }),
  'several nodes': onGpus(samplePlans.vllm, 16, { secrets }),
  'from the hub': onGpus(samplePlans.vllm, 2, { model: fromHub }),
  'from a folder of a bucket': onGpus(samplePlans.vllm, 2, { model: inFolder }),
  'TensorRT-LLM': onGpus(samplePlans['tensorrt-llm'], 2),
  'no GPU': { ...samplePlans.vertex, platform: 'gke' },
};

interface Kustomization {
  readonly resources: readonly string[];
  readonly images: readonly { readonly newName: string; readonly newTag?: string }[];
}

describe('files of Kubernetes', function () {
  this.timeout(300_000);
  this.slow(5000);
  let lint: (text: string) => string[];
  before(function () {
    lint = kubernetesSchemaOrSkip(this);
  });

  for (const [what, plan] of Object.entries(plans))
    it(`are valid: ${what}`, async () => {
      for (const { path, content } of [
        ...(await renderKubernetes(plan, templates)),
        kubernetesAccountFile(plan),
      ])
        for (const document of parseAllDocuments(content)) {
          const object = document.toJS() as { kind: string };
          // Read by kubectl, or known to Google Cloud only.
          if (['Kustomization', 'PodMonitoring', 'LeaderWorkerSet'].includes(object.kind)) continue;
          assert.deepEqual(lint(stringify(object)), [], path);
        }
    });

  it('are refused with a field that is none', async () => {
    const files = await renderKubernetes(plans['one node'] ?? samplePlans.vllm, templates);
    const text = files.find(({ path }) => path.endsWith('/deployment.yaml'))?.content ?? '';
    assert.notDeepEqual(lint(text.replace('serviceAccountName', 'serviceAccountNam')), []);
  });
});

describe('files of LeaderWorkerSet and Ray', function () {
  this.timeout(300_000);
  this.slow(5000);
  let lint: (text: string) => string[];
  before(function () {
    lint = customResourcesOrSkip(this);
  });

  it('hold to the definition of LeaderWorkerSet', async () => {
    const files = await renderKubernetes(plans['several nodes'] ?? samplePlans.vllm, templates);
    const text = files.find(({ path }) => path.endsWith('/leader-worker-set.yaml'))?.content ?? '';
    assert.deepEqual(lint(text), []);
    assert.notDeepEqual(lint(text.replace('leaderTemplate', 'leadTemplate')), []);
  });

  for (const [what, plan] of Object.entries(plans))
    it(`hold to the definition of RayService: ${what}`, async () => {
      const [file] = await renderRay({ ...plan, platform: 'ray' }, templates);
      assert.deepEqual(lint(file?.content ?? ''), []);
    });

  it('name what is there', async () => {
    for (const plan of Object.values(plans)) {
      const files = [...(await renderKubernetes(plan, templates)), kubernetesAccountFile(plan)];
      const names = files.map(({ path }) => path.split('/').at(-1));
      const { resources: named, images } = parse(files[0]?.content ?? '') as Kustomization;
      assert.deepEqual([...named, 'kustomization.yaml'].toSorted(), names.toSorted());
      assert.match(images[0]?.newName ?? '', /^[\w.-]+(?:\/[\w.-]+)+$/);
    }
  });
});
