import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import { readServingCatalogue } from '../../../../src/core/serving/catalogue/readServingCatalogue.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';

const text = await new NodeResources().readText('catalog/serving.yaml');
const catalogue = readServingCatalogue(text);

describe('the catalogue of images, GPUs and models', () => {
  it('dates each row and says who said so', () => {
    const rows = [
      ...catalogue.python,
      ...Object.values(catalogue.engines),
      ...catalogue.gpus,
      ...catalogue.clusterGpus,
      ...catalogue.regions,
      ...catalogue.torch,
      ...catalogue.packages,
      ...catalogue.systemPackages,
      ...catalogue.models,
      catalogue.limits,
    ];
    for (const row of rows) {
      assert.match(row.asOf, /^202[4-9]-\d\d(-\d\d)?$/);
      assert.match(row.source, /^https:\/\/[\w.]+\//);
    }
  });

  it('has each thing once', () => {
    for (const names of [
      catalogue.python.map(({ version }) => version),
      catalogue.gpus.map(({ accelerator }) => accelerator),
      catalogue.regions.map(({ id }) => id),
      catalogue.torch.map(({ variant }) => variant),
      catalogue.packages.map(({ name }) => name),
      catalogue.models.map(({ id }) => id.toLowerCase()),
    ])
      assert.equal(new Set(names).size, names.length);
  });

  it('names images by a tag that says a version', () => {
    for (const { version, image } of catalogue.python) assert.equal(image, `python:${version}-slim-bookworm`);
    for (const { image } of Object.values(catalogue.engines)) assert.match(image, /:v?\d+\.\d+\.\d+$/);
    assert.match(catalogue.uvImage, /^ghcr\.io\/astral-sh\/uv:\d+\.\d+\.\d+$/);
  });

  for (const gpu of catalogue.gpus) {
    it(`is coherent on the ${gpu.title}`, () => {
      assert.ok(gpu.usableGiB < 0.95 * gpu.memoryGiB && gpu.usableGiB > 0.8 * gpu.memoryGiB);
      assert.equal(gpu.cpuChoices[0], gpu.minCpu);
      assert.equal(gpu.memoryChoicesGiB[0], gpu.minMemoryGiB);
      assert.ok(gpu.cpuChoices.includes(gpu.recommendedCpu));
      assert.ok(gpu.memoryChoicesGiB.includes(gpu.recommendedMemoryGiB));
      assert.ok(gpu.recommendedMemoryGiB <= 4 * gpu.recommendedCpu);
      assert.ok(
        catalogue.torch.some(({ variant, minDriver = 0 }) => variant !== 'cpu' && minDriver <= gpu.driver),
      );
      const machines = catalogue.clusterGpus.find(
        ({ accelerator }) => accelerator === gpu.accelerator,
      )?.machines;
      assert.deepEqual(
        machines?.map(({ gpus }) => gpus),
        [1, 2, 4, 8],
      );
    });
  }

  it('has models from small ones to those that no GPU holds, with plausible keys and values', () => {
    const sizes = catalogue.models.map(({ parametersBillion }) => parametersBillion);
    assert.ok(catalogue.models.length >= 60);
    assert.ok(Math.min(...sizes) < 0.03 && Math.max(...sizes) > 400);
    for (const task of ['text-generation', 'embeddings', 'classification', 'other'])
      assert.ok(catalogue.models.filter((model) => model.task === task).length >= 8, task);
    for (const { id, parametersBillion, kvBytesPerToken } of catalogue.models) {
      if (kvBytesPerToken === undefined) continue;
      const perBillion = kvBytesPerToken / Math.sqrt(parametersBillion);
      assert.ok(perBillion > 2_000 && perBillion < 300_000, id);
      assert.equal(kvBytesPerToken % 4, 0, id);
    }
  });

  it('knows the memory that CPUs go with, most last', () => {
    for (const { cpu, minGiB, maxGiB } of catalogue.limits.memoryByCpu) {
      assert.ok(minGiB <= maxGiB);
      assert.equal(maxGiB, 4 * cpu);
    }
  });

  it('is refused by its place when it is damaged', () => {
    const broken: readonly (readonly [RegExp, string, string])[] = [
      [
        /asOf: 2026-08\n {2}source: https:\/\/cloud\.google\.com\/run\/docs\/configuring/,
        'asOf: soon\n  source: https://cloud.google.com/run/docs/configuring',
        'gpus',
      ],
      [
        /accelerator: nvidia-l4\n {6}title: NVIDIA L4\n {6}memoryGiB: 24/,
        'accelerator: nvidia-l4\n      title: NVIDIA L4\n      memoryGiB: much',
        'nvidia-l4, memoryGiB',
      ],
      [/stage: ga/, 'stage: soon', 'nvidia-l4, stage'],
      [/us-east4, europe-west1/, 'mars-east1, europe-west1', 'nvidia-l4'],
      [/default: '3\.12'/, "default: '3.9'", 'python, default'],
      [/uv:0\.13\.9/, 'uv:latest', 'uv, image'],
      [/v0\.29\.0/, 'latest', 'engines, vllm, image'],
      [/variant: cpu/, 'variant: gpu', 'torch, cpu'],
      [
        /openai-community\/gpt2, text-generation, 0\.124/,
        'openai-community/gpt2, text-generation, few',
        'gpt2',
      ],
      [/openai-community\/gpt2, text-generation/, 'openai-community/gpt2, poems', 'gpt2'],
      [/kv 36864/, 'kv many', 'gpt2'],
      [/kv 36864/, 'cache 36864', 'gpt2'],
      [/- europe-west1, Belgium/, '- Belgium', 'regions'],
      [/concurrency: 1000/, 'concurrency: -1', 'limits, concurrency'],
    ];
    for (const [from, to, place] of broken) {
      assert.match(text, from);
      assert.throws(
        () => readServingCatalogue(text.replace(from, to)),
        (error) => error instanceof UserError && error.message.includes(place),
        `${place}: ${to}`,
      );
    }
    for (const whole of ['', '- 1', 'a: [', 'python: 1'])
      assert.throws(() => readServingCatalogue(whole), UserError);
  });
});
