import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../../src/core/errors.ts';
import type { GeneratorOption, OptionValues } from '../../../../src/core/generate/generator.ts';
import { readServingCatalogue } from '../../../../src/core/serving/catalogue/readServingCatalogue.ts';
import { planServing } from '../../../../src/core/serving/plan/planServing.ts';
import { servingOptions } from '../../../../src/core/serving/plan/servingOptions.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';
import { generateContext } from '../../../support/generateContext.ts';
import { fastapiApp, pyproject } from '../../../support/serving/planOf.ts';

const catalogueText = await new NodeResources().readText('catalog/serving.yaml');
const catalogue = readServingCatalogue(catalogueText);

const projects: readonly Record<string, string>[] = [
  {},
  { 'requirements.txt': 'fastapi==1\nuvicorn==1\n', 'main.py': fastapiApp },
  {
    'pyproject.toml': pyproject(['fastapi', 'uvicorn', 'transformers', 'torch']),
    'main.py': `from transformers import AutoModelForCausalLM\n${fastapiApp}\nm = AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-8B")\n`,
  },
  {
    'requirements.txt': 'vllm==1\n',
    'run.py': 'from vllm import LLM\nllm = LLM("meta-llama/Llama-3.3-70B-Instruct")\n',
  },
  { Modelfile: 'FROM gemma3:27b\n' },
  {
    'requirements.txt': 'google-adk==1\n',
    'bot/agent.py': 'from google.adk.agents import Agent\nroot_agent = Agent(name="a")\n',
  },
];

/** Values of texts that are worth trying; all have the form that the option asks for. */
const texts: Readonly<Record<string, readonly string[]>> = {
  name: ['a', 'x'.repeat(49), 'shop-1'],
  app: ['main:app', 'no.where:app'],
  port: ['80', '65535'],
  model: [
    '',
    'Qwen/Qwen3-0.6B',
    'Qwen/Qwen3-32B',
    'BAAI/bge-m3',
    'x/unknown',
    'meta-llama/Llama-3.1-405B-Instruct',
    'gemma3:4b',
  ],
  parameters: ['0.1', '13', '900'],
  cpu: ['1', '4', '8', '20', '7'],
  memory: ['512Mi', '8Gi', '32Gi', '80Gi', '1Mi'],
  concurrency: ['1', '1000', '1001'],
  'min-instances': ['0', '2'],
  'max-instances': ['1', '50'],
  timeout: ['1', '3600', '9999'],
  'max-model-len': ['512', '32768', '1000000'],
  'max-sequences': ['1', '256'],
  bucket: ['acme-weights'],
  project: ['acme-prod'],
  region: ['us-central1', 'europe-west9', 'asia-south2', 'mars-north1'],
  workers: ['1', '4'],
  network: ['a/b'],
  'service-account': ['runner'],
};

describe('a plan from any values', () => {
  it('stays within what the platforms allow, or is refused in a sentence', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...projects), anyValues(), async (files, values) => {
        const plan = await planned(files, values);
        if (plan) assertBounds(plan);
      }),
      { numRuns: 120 },
    );
  });

  it('has options whose defaults and choices have their own form', () => {
    for (const { id, kind, default: usual, choices, form, meaning } of servingOptions) {
      assert.match(id, /^[a-z]+(-[a-z]+)*$/);
      assert.match(meaning, /^[A-Z].*\.$/);
      assert.equal(kind === 'choice', choices !== undefined, id);
      if (choices)
        assert.ok(
          choices.some(({ value }) => value === usual),
          id,
        );
      if (kind === 'text') assert.ok(form?.pattern.test(usual), id);
      for (const value of texts[id] ?? []) assert.ok(form?.pattern.test(value), `${id}=${value}`);
    }
    assert.equal(new Set(servingOptions.map(({ id }) => id)).size, servingOptions.length);
  });

  it('has forms that keep shells and templates safe', () => {
    for (const { id, form } of servingOptions) {
      if (!form) continue;
      for (const bad of ['$(id)', 'a b', "a'b", 'a;b', 'a"b', 'a\nb', '`a`', '@@name@@', '<a>', 'allUsers'])
        assert.ok(!form.pattern.test(bad) || (bad === 'allUsers' && id !== 'invoker'), `${id} takes ${bad}`);
    }
  });
});

async function planned(
  files: Record<string, string>,
  values: OptionValues,
): Promise<ServingPlan | undefined> {
  const context = { ...generateContext('dockerfile', files), resource: () => Promise.resolve(catalogueText) };
  try {
    return await planServing(values, context);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    assert.doesNotMatch(`${error.message} ${error.remedy}`, /undefined|NaN|\[object|Infinity/);
    return undefined;
  }
}

/** A few options with some of their values, the others at their defaults. */
function anyValues(): fc.Arbitrary<OptionValues> {
  return fc
    .subarray([...servingOptions], { minLength: 0, maxLength: 7 })
    .chain((options) => fc.tuple(...options.map(anyValue)))
    .map((pairs) => Object.fromEntries(pairs));
}

function anyValue({ id, choices, default: usual }: GeneratorOption): fc.Arbitrary<readonly [string, string]> {
  const values = choices?.map(({ value }) => value) ?? [usual, ...(texts[id] ?? [])];
  return fc.constantFrom(...values).map((value) => [id, value] as const);
}

function assertBounds(plan: ServingPlan): void {
  assert.match(plan.name, /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/);
  assert.match(plan.identity.serviceAccount, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
  assert.match(plan.deployment.repository, /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
  assert.match(plan.image.base, /^[^:]+:(?!latest$)\S+$/);
  assert.ok(catalogue.regions.some(({ id }) => id === plan.deployment.region));
  assert.ok(
    plan.app.command.length > 0 &&
      plan.app.command.every((word) => word !== '' && !/undefined|NaN/.test(word)),
  );
  assert.ok(plan.resources.concurrency >= 1 && plan.resources.concurrency <= catalogue.limits.concurrency);
  assert.ok(plan.resources.minInstances <= plan.resources.maxInstances);
  assert.ok(plan.resources.timeoutSeconds <= catalogue.limits.timeoutSeconds);
  if (plan.platform === 'cloud-run') {
    assertSize(plan);
    assertProbes(plan);
  }
  assertFits(plan);
  for (const { on, resource } of plan.identity.roles) assert.equal(on === 'project', resource === undefined);
  assert.ok(!plan.identity.invokers.includes('allUsers'));
}

function assertSize({ gpu, resources: { cpu, memoryMiB } }: ServingPlan): void {
  const row = catalogue.gpus.find(({ accelerator }) => accelerator === gpu?.accelerator);
  if (gpu) {
    assert.ok(row, gpu.accelerator);
    assert.ok(row.cpuChoices.includes(cpu), `${cpu} CPUs with ${gpu.accelerator}`);
    assert.ok(row.memoryChoicesGiB.includes(memoryMiB / 1024), `${memoryMiB} MiB with ${gpu.accelerator}`);
    assert.ok(memoryMiB <= 4096 * cpu);
    return;
  }
  const pair = catalogue.limits.memoryByCpu.find((each) => each.cpu === cpu);
  assert.ok(
    pair && memoryMiB >= pair.minGiB * 1024 && memoryMiB <= pair.maxGiB * 1024,
    `${cpu} CPU, ${memoryMiB} MiB`,
  );
}

function assertProbes({ gpu, probes: { startup, liveness } }: ServingPlan): void {
  const { limits } = catalogue;
  for (const probe of [startup, ...(liveness ? [liveness] : [])]) {
    assert.ok(probe.periodSeconds <= limits.periodSeconds && probe.timeoutSeconds <= probe.periodSeconds);
    assert.ok(probe.initialDelaySeconds <= limits.initialDelaySeconds && probe.failureThreshold >= 1);
    assert.doesNotMatch(probe.path ?? '/', /z\/?$/);
  }
  const most = gpu ? limits.startupSecondsGpu : limits.startupSecondsCpu;
  assert.ok(startup.failureThreshold * startup.periodSeconds <= most, JSON.stringify(startup));
}

/** The GPU is in the region, and holds what the model needs. */
function assertFits({ gpu, deployment, platform }: ServingPlan): void {
  if (!gpu) return;
  const row = [...catalogue.gpus, ...catalogue.clusterGpus].find(
    ({ accelerator }) => accelerator === gpu.accelerator,
  )!;
  if (platform === 'cloud-run') {
    assert.equal(gpu.count, 1);
    assert.ok(
      catalogue.gpus.some(
        (each) => each.accelerator === gpu.accelerator && each.regions.includes(deployment.region),
      ),
    );
  }
  assert.ok((gpu.neededBytes ?? 0) <= row.usableGiB * gpu.count * 1024 ** 3);
}
