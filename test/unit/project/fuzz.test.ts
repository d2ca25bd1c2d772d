import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interpretFile } from '../../../src/core/project/interpretFile.ts';
import { readerFor } from '../../../src/core/project/readers.ts';
import { sourceFile } from '../../support/sourceFile.ts';

/**
 * Runs in all: a taste in `npm run test:unit`, which is for every save, and 10,000 in `npm test`, the same each time.
 * `AI_STACK_FUZZ=1000000 npm run test:unit` looks further, with another seed each time.
 */
const asked = Number(process.env['AI_STACK_FUZZ'] ?? 0);
const runs = asked > 0 ? asked : 500;
const seed = asked > 10_000 ? Date.now() : 20;

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

/** Small files as people write them, one or more of each format. */
const samples: Record<string, string> = {
  'requirements.txt': lines(
    '-r base.txt',
    'torch==2.4 \\',
    '  --hash=sha256:ab',
    "jax[tpu]>=0.4; python_version < '3.12'",
    'peft @ git+https://h/peft.git#egg=peft',
  ),
  'constraints.txt': lines('torch<3', '# note'),
  'pyproject.toml': lines(
    '[project]',
    'name = "a"',
    'dependencies = [',
    '  "vllm>=0.6",',
    ']',
    '[dependency-groups]',
    'dev = ["trl", {include-group = "x"}]',
    'x = ["jax"]',
    '[tool.poetry.dependencies]',
    'peft = {version = "^0.1", optional = true}',
  ),
  'setup.py': lines(
    'from setuptools import setup',
    'R = ["torch", "peft"]',
    'setup(name="a", install_requires=R + ["trl"], extras_require={"x": ["jax"]})',
  ),
  'setup.cfg': lines(
    '[options]',
    'install_requires =',
    '    torch',
    '    peft>=1',
    '[options.extras_require]',
    'x = jax',
  ),
  Pipfile: lines('[packages]', 'torch = "*"', 'vllm = {version = "==1", extras = ["a"]}'),
  'pixi.toml': lines('[dependencies]', 'pytorch = ">=2"', '[pypi-dependencies]', 'vllm = "*"'),
  'environment.yml': lines('dependencies:', '  - pytorch=2', '  - pip:', '    - -r base.txt', '    - vllm'),
  'uv.lock': lines(
    'version = 1',
    '[[package]]',
    'name = "torch"',
    'version = "2.4"',
    'dependencies = [{ name = "jax" }]',
  ),
  'Pipfile.lock': JSON.stringify({ _meta: {}, default: { torch: { version: '==2.4' } } }, null, 4),
  'package.json': lines(
    '{',
    '  "dependencies": {"@google/adk": "^0.1", "openai": "5"},',
    '  "scripts": {"s": "ollama serve && vllm serve m"}',
    '}',
  ),
  'go.mod': lines('module a', 'require (', '\tgithub.com/ollama/ollama v0.5.0 // direct', ')'),
  Dockerfile: lines(
    '# syntax=docker/dockerfile:1',
    'ARG V=1',
    'FROM vllm/vllm-openai:v${V:-2} AS a',
    'RUN pip install torch \\',
    ' && echo "x"',
    'FROM a',
    'CMD ["uvicorn", "a:b"]',
  ),
  'compose.yaml': lines(
    'services:',
    '  a: &x',
    '    image: redis:7',
    '    command: [ollama, serve]',
    '  b:',
    '    <<: *x',
    '    environment: {OPENAI_API_KEY: "${K}"}',
  ),
  'cloudbuild.yaml': lines(
    'steps:',
    '- name: gcr.io/cloud-builders/gcloud',
    "  args: ['run', 'deploy', 'a']",
    '- name: bash',
    '  script: |',
    '    gcloud run deploy b',
  ),
  'service.yaml': lines(
    'apiVersion: serving.knative.dev/v1',
    'kind: Service',
    'spec:',
    '  template:',
    '    spec:',
    '      serviceAccountName: a',
    '      containers: [{image: ollama/ollama}]',
    '---',
    'kind: Deployment',
  ),
  'skaffold.yaml': lines('apiVersion: skaffold/v4beta1', 'kind: Config', 'deploy: {cloudrun: {region: a}}'),
  'app.yaml': lines('runtime: python312', 'env_variables:', '  GEMINI_API_KEY: x'),
  'main.tf': lines(
    'resource "google_cloud_run_v2_service" "a" {',
    '  name = "x-${var.y}"',
    '  role = <<EOT',
    'roles/aiplatform.user',
    'EOT',
    '}',
  ),
  'Chart.yaml': lines('apiVersion: v2', 'name: vllm', 'dependencies: [{name: redis}]'),
  'langgraph.json': '{"dependencies": ["."], "graphs": {"agent": "./a.py:graph"}, "env": ".env"}',
  'root_agent.yaml': lines('name: a', 'model: gemini-2.5-flash', 'tools: [{name: google_search}]'),
  Modelfile: lines('FROM gemma3:4b', 'SYSTEM """', 'You are.', '"""', 'PARAMETER stop "<x>"'),
  'bentofile.yaml': lines('service: "a:b"', 'python: {packages: [torch]}'),
  MLproject: lines('name: a', 'entry_points: {main: {command: "accelerate launch train.py"}}'),
  '.github/workflows/a.yml': lines(
    'on: push',
    'jobs:',
    '  a:',
    '    steps:',
    '    - run: |',
    '        gcloud run deploy a',
  ),
  '.env': lines('export OPENAI_API_KEY="a b"', 'OLLAMA_HOST=http://x:11434', '#X=1'),
  'run.sh': lines(
    '#!/bin/sh',
    'OLLAMA_HOST=a ollama run b | tee "$(x)"',
    'docker run -p 1:1 vllm/vllm-openai <<EOF',
    'EOF',
  ),
  Makefile: lines('serve: a', '\t@vllm serve m', '\tpip install -r requirements.txt'),
  'README.md': lines('# LoRA with vLLM', '```', 'ollama run x', '```'),
  'config.json':
    '{"model_type": "llama", "architectures": ["L"], "quantization_config": {"quant_method": "awq", "bits": 4}}',
  'adapter_config.json': '{"peft_type": "LORA", "base_model_name_or_path": "m"}',
  'tokenizer_config.json': '{"tokenizer_class": "T"}',
  'model.safetensors.index.json': '{"metadata": {"total_size": 12}, "weight_map": {"a": "b"}}',
  'model.safetensors': lines(
    'version https://git-lfs.github.com/spec/v1',
    `oid sha256:${'0'.repeat(64)}`,
    'size 12',
  ),
  'model-Q4_K_M.gguf': 'GGUF\u0003\0\0\0',
  'train.yaml': lines('base_model: m', 'adapter: qlora', 'lora_r: 8', 'datasets: [{path: a}]'),
  'service-account.json': '{"type": "service_account", "private_key": "x", "client_email": "a@b"}',
  'a.py': lines(
    '# /// script',
    '# dependencies = ["vllm"]',
    '# ///',
    'from peft import LoraConfig as L',
    'import torch.nn as nn',
    'class M(nn.Module): pass',
    'L(r=1, t="""x',
    '""")',
    'os.environ["OPENAI_API_KEY"]',
  ),
  'a.ipynb':
    '{"cells": [{"cell_type": "code", "source": ["%pip install trl\\n", "from trl import SFTTrainer\\n", "!ollama run x"]}], "metadata": {"kernelspec": {"language": "python"}}}',
  'a.ts': lines(
    "import { Agent, type X } from '@google/adk';",
    'const a = await import("openai"), b = <T,>(x: T) => `x${x}`;',
    'new Agent({ name: 1 }); fetch("http://localhost:11434/api/chat")',
  ),
  'a.go': lines('package main', 'import (', '\tadk "google.golang.org/adk"', '\t`os`', ')'),
};

const pieces = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  '  ',
  ' ',
  '\\',
  '\\\n',
  '"',
  "'",
  '"""',
  '`',
  '${',
  '}',
  '{',
  '[',
  ']',
  '(',
  ')',
  '<<EOF\n',
  '---\n',
  '- ',
  ': ',
  ': |\n',
  '#',
  '//',
  '/*',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!x ',
  '=',
  '==',
  ',',
  ';',
  '@',
  '%',
  '$',
  '\0',
  '\uFEFF',
  '\uD800',
  'é',
  '💥',
  '\u2028',
  '__proto__',
  'constructor',
  'toString',
  '1e999',
  '-0',
  'null',
  '\x1b[31m',
  '../',
  'FROM ',
  'import ',
  '[[',
  ']]',
  '{{ x }}',
  '{% if %}',
  '\\u00',
  '&#x;',
];

/** One change to a text at a place between 0 and 1: an insertion, a deletion, a repetition, a cut or a swap. */
interface Mutation {
  readonly kind: number;
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

function mutate(text: string, { kind, at, length, piece }: Mutation): string {
  const start = Math.floor(at * text.length);
  const head = text.slice(0, start);
  const tail = text.slice(start);
  if (kind === 0) return head + piece + tail;
  if (kind === 1) return head + tail.slice(length);
  if (kind === 2) return head + tail.slice(0, length).repeat(3) + tail;
  if (kind === 3) return head;
  if (kind === 4) return tail + head;
  return head + piece.repeat(length) + tail.slice(length);
}

/** One number each, which is much cheaper to make up than four. */
const mutation = fc.noBias(fc.nat()).map((number): Mutation => ({
  kind: number % 6,
  at: (Math.floor(number / 6) % 1000) / 1000,
  length: Math.floor(number / 6_000) % 13,
  piece: pieces[Math.floor(number / 78_000) % pieces.length] ?? '',
}));

const paths = Object.keys(samples);
/** Formats whose parsers take their time come up less often, so that 10,000 files take about a second. */
const slow = /\.(?:ts|py|ipynb)$|^(?:compose|cloudbuild|Dockerfile)/;
const anyPath = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom(...paths.filter((path) => !slow.test(path))) },
  { weight: 1, arbitrary: fc.constantFrom(...paths.filter((path) => slow.test(path))) },
);

function read(path: string, text: string): ReturnType<typeof interpretFile> {
  const reader = readerFor(path);
  assert.ok(reader, path);
  const { clues, problems, includes = [] } = reader.read(sourceFile(path, text));
  const last = text.split(/\r\n|\n|\r/).length;
  for (const { line } of [...clues, ...problems, ...includes])
    assert.ok(Number.isInteger(line) && line >= 1 && line <= last, `${path}:${line} of ${last}`);
  for (const { message, file } of problems) assert.ok(file === path && message.length > 20, message);
  return interpretFile(path, text, { clues, problems });
}

describe(`${runs} manifests gone wrong`, () => {
  it('begin with ones that say something', () => {
    for (const path of paths) {
      const { clues, problems } = readerFor(path)!.read(sourceFile(path, samples[path]!));
      assert.ok(clues.length > 0, path);
      assert.deepEqual(problems, [], path);
    }
  });

  it('never throw, and point at lines that are there', () => {
    fc.assert(
      fc.property(anyPath, fc.array(mutation, { minLength: 1, maxLength: 4 }), (path, mutations) => {
        read(path, mutations.reduce(mutate, samples[path]!));
      }),
      { numRuns: Math.ceil(runs * 0.5), seed },
    );
  });

  it('never throw under the name of another format', () => {
    fc.assert(
      fc.property(anyPath, anyPath, mutation, (path, other, change) => {
        read(path, mutate(samples[other]!, change));
      }),
      { numRuns: Math.ceil(runs * 0.2), seed },
    );
  });

  it('claim nothing where there is nothing but noise', () => {
    // A file whose name alone says what it is may be anything inside.
    const told = new Set([
      'notebook',
      'Dockerfile',
      'compose',
      'terraform',
      'skaffold',
      'cloudbuild',
      'helm-chart',
      'checkpoint',
    ]);
    const noise = fc.string({
      unit: fc.constantFrom(...Array.from('qzwxjkv0189 .,:;=-+*/<>()[]{}"\'\\\n\t#!?&|~^%$@_')),
      maxLength: 80,
    });
    fc.assert(
      fc.property(anyPath, noise, (path, text) => {
        const claimed = read(path, text).filter(({ clue }) => !told.has(clue.name) && clue.kind !== 'file');
        assert.deepEqual(
          claimed.map(({ clue }) => `${clue.kind} ${clue.name}`),
          [],
          JSON.stringify(text),
        );
      }),
      { numRuns: Math.ceil(runs * 0.3), seed },
    );
  });
}).timeout(asked > 0 ? 0 : 30_000);
