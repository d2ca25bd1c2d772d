import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../../src/core/errors.ts';
import { engineArguments, parallelism } from '../../../../src/core/serving/kubernetes/parallelism.ts';
import { leaderWorkerSet } from '../../../../src/core/serving/kubernetes/workloads.ts';
import { planServing } from '../../../../src/core/serving/plan/planServing.ts';
import { servingOptions } from '../../../../src/core/serving/plan/servingOptions.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { generateContext } from '../../../support/generateContext.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

/**
 * Read from the wheel of the version that the catalogue's image has, by test/support/serving/vllmFlags.py. There is no
 * such list for TensorRT-LLM: what the package index has of it is a stand-in that fetches the real one from elsewhere.
 */
const vllm = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/serving/vllm-flags.json'), 'utf8'),
) as { readonly version: string; readonly flags: readonly string[] };

function onGpus(plan: ServingPlan, count: number, nodes?: number): ServingPlan {
  const gpu = { accelerator: 'nvidia-h100-80gb', count, memoryGiB: 80, cudaCompatibility: false };
  return { ...plan, platform: 'gke', gpu: nodes === undefined ? gpu : { ...gpu, nodes } };
}

describe('arguments of engines', () => {
  it('are options of the vLLM that the plan runs', () => {
    const { base } = samplePlans.vllm.image;
    assert.ok(base.endsWith(`:v${vllm.version}`), `${base} is not what the list of options was read from`);
    assert.deepEqual(unknownOptions(samplePlans.vllm.app.command), []);
    assert.deepEqual(unknownOptions(['--max-model-length', '1']), ['--max-model-length']);
  });

  const asked: Readonly<Record<string, Record<string, string>>> = {
    'one GPU': { model: 'Qwen/Qwen3-8B' },
    'a bucket': { model: 'Qwen/Qwen3-8B', loading: 'bucket' },
    'a revision of the hub': { model: 'Qwen/Qwen3-8B', loading: 'hub', revision: 'main' },
    'another type of numbers': { model: 'Qwen/Qwen3-8B', dtype: 'fp8' },
    'several GPUs': { model: 'meta-llama/Llama-3.3-70B-Instruct', platform: 'gke' },
    'several nodes': { model: 'meta-llama/Llama-3.1-405B-Instruct', platform: 'gke' },
  };
  for (const [what, set] of Object.entries(asked))
    it(`are options of the vLLM of the catalogue: ${what}`, async () => {
      const defaults = Object.fromEntries(servingOptions.map((option) => [option.id, option.default]));
      const plan = await planServing(
        { ...defaults, target: 'vllm', ...set },
        generateContext('cloud-run', { 'requirements.txt': 'vllm\n' }),
      );
      assert.ok(plan.image.base.endsWith(`:v${vllm.version}`), 'read the list of options anew');
      assert.deepEqual(unknownOptions(plan.app.command), []);
      assert.deepEqual(unknownOptions(engineArguments(plan, parallelism(plan))), []);
    });

  it('are options of vLLM on several nodes, too', () => {
    const plan = onGpus(samplePlans.vllm, 16);
    const { leaderTemplate, workerTemplate } = leaderWorkerSet(plan, parallelism(plan)).spec
      .leaderWorkerTemplate;
    for (const { spec } of [leaderTemplate, workerTemplate]) {
      const args = (spec.containers[0] as { args?: readonly string[] }).args ?? [];
      assert.deepEqual(unknownOptions(args), []);
      assert.ok(args.includes('--nnodes'));
    }
    assert.deepEqual(
      (workerTemplate.spec.containers[0] as { args?: readonly string[] }).args?.includes('--headless'),
      true,
    );
  });

  it('share a model among the GPUs of a node, once', () => {
    const plan = onGpus(samplePlans.vllm, 4);
    assert.deepEqual(parallelism(plan), { gpusOnNode: 4, nodes: 1 });
    assert.deepEqual(engineArguments(plan, parallelism(plan)).slice(-2), ['--tensor-parallel-size', '4']);
    const given = {
      ...plan,
      app: { ...plan.app, command: ['m', '--tensor-parallel-size', '2', '--port', '${PORT}'] },
    };
    assert.deepEqual(engineArguments(given, parallelism(given)), [
      'm',
      '--port',
      '8080',
      '--tensor-parallel-size',
      '4',
    ]);
  });

  it('leave one GPU alone', () => {
    const plan = onGpus(samplePlans.vllm, 1);
    assert.ok(!engineArguments(plan, parallelism(plan)).includes('--tensor-parallel-size'));
  });

  it('take the nodes of the plan, else as few as have enough', () => {
    assert.deepEqual(parallelism(onGpus(samplePlans.vllm, 16)), { gpusOnNode: 8, nodes: 2 });
    assert.deepEqual(parallelism(onGpus(samplePlans.vllm, 9)), { gpusOnNode: 8, nodes: 2 });
    assert.deepEqual(parallelism(onGpus(samplePlans.vllm, 8, 4)), { gpusOnNode: 2, nodes: 4 });
  });

  it('of other engines are for one node', () => {
    assert.throws(
      () => parallelism(onGpus(samplePlans['tensorrt-llm'], 16)),
      (error) => error instanceof UserError && /16 GPUs on 2 nodes/.test(error.message),
    );
    const plan = onGpus(samplePlans['tensorrt-llm'], 2);
    assert.deepEqual(engineArguments(plan, parallelism(plan)).slice(-2), ['--tp_size', '2']);
  });
});

function unknownOptions(words: readonly string[]): string[] {
  return words.filter((word) => word.startsWith('-') && !vllm.flags.includes(word));
}
