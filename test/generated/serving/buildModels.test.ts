import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfile } from '../../../src/core/generate/dockerfile.ts';
import { generateInto } from '../../support/images/generateInto.ts';
import { projectFolder } from '../../support/images/lockProject.ts';
import { forwardTo, modelHub, startLoopbackHosts } from '../../support/images/loopbackHosts.ts';
import { modelProject } from '../../support/images/modelProject.ts';
import { startLoopbackRegistry, tinyLayers } from '../../support/ollama/loopbackRegistry.ts';
import { tinyGguf } from '../../support/ollama/tinyGguf.ts';
import { buildAndProve, requireImages } from './buildProof.ts';

/** Their images take a GPU and a registry: what stands in for them has their shape and no engine. */
const engines = {
  vllm: { model: 'Qwen/Qwen3-4B' },
  'tensorrt-llm': { model: 'nvidia/Llama-3.1-8B-Instruct-FP8' },
} as const;

describe('dockerfile, built and run with a model', function () {
  this.timeout(900_000);
  before(function () {
    requireImages(this);
  });

  it('transformers: an empty folder, the scaffold, uv.lock, torch for the CPU, weights of the hub', async () => {
    const { folder, hosts } = await modelProject();
    try {
      assert.match(readFileSync(join(folder, 'Dockerfile'), 'utf8'), /uv sync --locked/);
      const options = { readyPath: '/ready', hosts: hosts.hosts, memoryMiB: 8192 };
      await buildAndProve(folder, options, async (container) => {
        const answer = (await post(`${container.baseUrl}/classify`, { inputs: 'A fox.' })) as {
          results: { label: string; scores: { score: number }[] }[];
        };
        const scores = answer.results[0]?.scores ?? [];
        assert.equal(scores.length, 3);
        assert.ok(Math.abs(scores.reduce((sum, { score }) => sum + score, 0) - 1) < 1e-4);
        const torch = container.execute('python', '-c', 'import torch; print(torch.__version__)');
        assert.match(torch.output, /\+cpu$/m);
        const nvidia = container.execute('sh', '-c', 'ls -d /opt/venv/lib/python3.13/site-packages/nvidia');
        assert.notEqual(nvidia.status, 0, 'nothing of CUDA is in the image');
      });
      assert.ok(hosts.requests.some((request) => request.includes('/resolve/')));
    } finally {
      await hosts.close();
    }
  });

  it('Ollama: a model of its library in the image', async () => {
    const registry = await startLoopbackRegistry();
    registry.publish('gemma3:4b', tinyLayers());
    const hosts = await startLoopbackHosts({ 'registry.ollama.ai': forwardTo(registry.host) });
    const folder = projectFolder({});
    try {
      await generateInto(folder, dockerfile, { target: 'ollama', model: 'gemma3:4b' });
      await buildAndProve(folder, { readyPath: '/api/version', hosts: hosts.hosts }, (container) =>
        askOllama(container.baseUrl, 'gemma3:4b'),
      );
      assert.ok(hosts.requests.some((request) => request.includes('/v2/library/gemma3/manifests/4b')));
    } finally {
      await hosts.close();
      await registry.close();
    }
  });

  it('Ollama: a Modelfile with weights of the project', async () => {
    const folder = projectFolder({ Modelfile: 'FROM ./tiny.gguf\nPARAMETER temperature 0\n' });
    writeFileSync(join(folder, 'tiny.gguf'), tinyGguf());
    await generateInto(folder, dockerfile);
    await buildAndProve(folder, { readyPath: '/api/version' }, async (container) => {
      const { models } = (await (await fetch(`${container.baseUrl}/api/tags`)).json()) as {
        models: { name: string }[];
      };
      assert.equal(models.length, 1);
      await askOllama(container.baseUrl, models[0]?.name ?? '');
    });
  });

  for (const [engine, values] of Object.entries(engines)) {
    it(`${engine}: started by a stand-in for its image, with the weights of the hub`, async () => {
      const model = projectFolder({
        'config.json': '{}',
        'model.safetensors': 'x',
        'pytorch_model.bin': 'y',
      });
      const hosts = await startLoopbackHosts({ 'huggingface.co': modelHub({ [values.model]: model }) });
      const folder = projectFolder({});
      try {
        await generateInto(folder, dockerfile, { target: engine, loading: 'baked', ...values });
        await buildAndProve(folder, { readyPath: '/health', hosts: hosts.hosts }, async ({ baseUrl }) => {
          const words = (await (await fetch(`${baseUrl}/arguments`)).json()) as string[];
          const path = `/models/${values.model.split('/')[1] ?? ''}`;
          assert.ok(words.includes(path), words.join(' '));
          assert.equal(words[words.indexOf('--port') + 1], new URL(baseUrl).port);
          const files: unknown = await (await fetch(`${baseUrl}/v1/models`)).json();
          assert.deepEqual(files, ['config.json', 'model.safetensors']);
        });
      } finally {
        await hosts.close();
      }
    });
  }
});

async function askOllama(baseUrl: string, model: string): Promise<void> {
  const request = { model, prompt: 'a', stream: false, options: { num_predict: 3 } };
  const answer = (await post(`${baseUrl}/api/generate`, request)) as { done: boolean; eval_count: number };
  assert.ok(answer.done && answer.eval_count > 0);
}

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json', connection: 'close' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, text);
  return JSON.parse(text);
}
