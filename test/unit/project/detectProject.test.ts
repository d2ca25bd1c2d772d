import assert from 'node:assert/strict';
import { detectProject } from '../../../src/core/project/detectProject.ts';
import type { Evidence, Project, ProjectFacts, Strength, Task } from '../../../src/core/project/facts.ts';
import type { PracticeId, TaskId, TechnologyId } from '../../../src/core/project/vocabulary.ts';
import { InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';

type Files = Record<string, string | Uint8Array>;

interface Expectation {
  readonly task: TaskId;
  /** Strength and the best proof: `direct pyproject.toml:4`. */
  readonly technologies?: Partial<Record<TechnologyId, string>>;
  readonly practices?: readonly PracticeId[];
  readonly noTechnologies?: readonly TechnologyId[];
  readonly noPractices?: readonly PracticeId[];
}

const place = ({ file, line }: Evidence): string => `${file}:${line}`;
const detect = (files: Files): Promise<ProjectFacts> => detectProject(new InMemoryWorkspace(files));
const root = async (files: Files): Promise<Project> => {
  const [first] = (await detect(files)).projects;
  assert.equal(first?.path, '.');
  return first;
};
const technology = (project: Project, id: TechnologyId): [Strength, string] | undefined => {
  const found = project.technologies.find((each) => each.id === id);
  return found && [found.strength, place(found.evidence[0]!)];
};
const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

/** A notebook as Jupyter writes it, one line of JSON per line of source. */
const notebook = (...cells: string[]): string =>
  JSON.stringify(
    {
      cells: cells.map((source) => ({
        cell_type: 'code',
        metadata: {},
        outputs: [],
        source: source.split(/(?<=\n)/),
      })),
      metadata: { kernelspec: { language: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

const pyproject = (...dependencies: string[]): string =>
  lines('[project]', 'name = "app"', 'dependencies = [', ...dependencies.map((each) => `  "${each}",`), ']');

const cases: Record<string, [Files, Expectation]> = {
  'fine-tuning with Trainer and LoRA': [
    {
      'pyproject.toml': pyproject('transformers>=4.40', 'peft', 'datasets'),
      'train.py': lines(
        'from peft import LoraConfig, get_peft_model',
        'from transformers import Trainer, TrainingArguments',
        '',
        'config = LoraConfig(r=16)',
        'model = get_peft_model(load(), config)',
        'trainer = Trainer(model=model, args=TrainingArguments(output_dir="out"))',
        'trainer.train()',
      ),
    },
    {
      task: 'fine-tuning',
      technologies: {
        transformers: 'direct pyproject.toml:4',
        peft: 'direct pyproject.toml:5',
        datasets: 'direct pyproject.toml:6',
      },
      practices: ['trainer', 'lora'],
      noPractices: ['qlora', 'model-server'],
    },
  ],
  'fine-tuning with QLoRA': [
    {
      'requirements.txt': lines('trl==0.12', 'peft', 'bitsandbytes'),
      'train.py': lines(
        'from peft import LoraConfig',
        'from transformers import AutoModelForCausalLM, BitsAndBytesConfig',
        'from trl import SFTTrainer',
        'quantisation = BitsAndBytesConfig(load_in_4bit=True)',
        'model = AutoModelForCausalLM.from_pretrained("google/gemma-3-4b-it", quantization_config=quantisation)',
        'SFTTrainer(model=model, peft_config=LoraConfig(r=8)).train()',
      ),
    },
    {
      task: 'fine-tuning',
      technologies: {
        trl: 'direct requirements.txt:1',
        bitsandbytes: 'direct requirements.txt:3',
        transformers: 'import train.py:2',
      },
      practices: ['trainer', 'lora', 'qlora'],
      noPractices: ['quantised-base-model'],
    },
  ],
  'training with Keras': [
    {
      'requirements.txt': 'keras>=3\n',
      'fit.py': lines(
        'import keras',
        'model = keras.Sequential([keras.layers.Dense(10)])',
        'model.compile(optimizer="adam", loss="mse")',
        'model.fit(x, y, epochs=3)',
      ),
    },
    {
      task: 'custom-training',
      technologies: { keras: 'direct requirements.txt:1' },
      practices: ['keras-training'],
      noPractices: ['legacy-keras'],
    },
  ],
  'training with JAX and Flax': [
    {
      'requirements.txt': lines('jax[tpu]', 'flax', 'optax'),
      'step.py': lines(
        'import jax, optax',
        'from flax import nnx',
        'optimizer = nnx.Optimizer(model, optax.adamw(1e-3))',
        'grads = jax.grad(loss)(model)',
      ),
    },
    {
      task: 'custom-training',
      technologies: {
        jax: 'direct requirements.txt:1',
        flax: 'direct requirements.txt:2',
        optax: 'direct requirements.txt:3',
      },
      practices: ['jax-training'],
    },
  ],
  'a PyTorch training loop without any manifest': [
    {
      'train.py': lines(
        'import torch',
        '',
        'class Net(torch.nn.Module):',
        '    pass',
        '',
        'optimizer = torch.optim.AdamW(Net().parameters())',
        'loss.backward()',
      ),
    },
    {
      task: 'custom-training',
      technologies: { pytorch: 'import train.py:1' },
      practices: ['torch-training'],
    },
  ],
  'inference with FastAPI and transformers': [
    {
      'requirements.txt': lines('fastapi', 'transformers', 'torch'),
      'app/main.py': lines(
        'from fastapi import FastAPI',
        'from transformers import pipeline',
        'app = FastAPI()',
        'pipe = pipeline("text-generation", model="google/gemma-3-1b-it")',
      ),
      Dockerfile: lines('FROM python:3.12-slim', 'CMD ["uvicorn", "app.main:app"]'),
    },
    {
      task: 'inference',
      technologies: {
        fastapi: 'direct requirements.txt:1',
        transformers: 'direct requirements.txt:2',
        docker: 'config Dockerfile:1',
      },
      practices: ['model-server', 'container'],
    },
  ],
  'vLLM named by the container alone': [
    {
      Dockerfile: lines(
        'ARG VERSION=v0.8.5',
        'FROM vllm/vllm-openai:${VERSION}',
        'COPY handler.py /',
        'CMD ["python3", "/handler.py"]',
      ),
      'handler.py': 'print("ready")\n',
    },
    {
      task: 'inference',
      technologies: { vllm: 'config Dockerfile:2' },
      practices: ['model-server', 'container'],
    },
  ],
  'an application of a model service': [
    {
      'requirements.txt': lines('openai>=1.0', 'flask'),
      'app.py': lines(
        'import os',
        'from openai import OpenAI',
        'client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])',
        'client.chat.completions.create(model="gpt-4o-mini", messages=[])',
      ),
    },
    {
      task: 'inference',
      technologies: { openai: 'direct requirements.txt:1', flask: 'direct requirements.txt:2' },
      practices: ['managed-model-api', 'api-key-from-environment'],
      noPractices: ['model-server', 'hardcoded-api-key'],
    },
  ],
  'an ADK agent in Python': [
    {
      'pyproject.toml': pyproject('google-adk'),
      'agent/agent.py': lines(
        'from google.adk.agents import LlmAgent',
        'root_agent = LlmAgent(name="helper", model="gemini-2.5-flash")',
      ),
    },
    { task: 'agents', technologies: { 'google-adk': 'direct pyproject.toml:4' }, practices: ['adk-agent'] },
  ],
  'an ADK agent in YAML': [
    {
      'helper/root_agent.yaml': lines(
        'name: helper',
        'model: gemini-2.5-flash',
        'instruction: Answer briefly.',
      ),
    },
    {
      task: 'agents',
      technologies: { 'google-adk': 'config helper/root_agent.yaml:1' },
      practices: ['adk-agent'],
    },
  ],
  'a LangGraph graph': [
    {
      'langgraph.json': lines(
        '{',
        '  "dependencies": ["."],',
        '  "graphs": {"agent": "./graph.py:graph"}',
        '}',
      ),
      'graph.py': lines('from langgraph.graph import StateGraph', 'graph = StateGraph(dict).compile()'),
    },
    {
      task: 'agents',
      technologies: { langgraph: 'import graph.py:1' },
      practices: ['langgraph-graph'],
      noPractices: ['create-react-agent'],
    },
  ],
  'an ADK agent in TypeScript': [
    {
      'package.json': lines('{', '  "dependencies": {', '    "@google/adk": "^0.1.0"', '  }', '}'),
      'agent.ts': lines(
        "import { LlmAgent } from '@google/adk';",
        "export const rootAgent = new LlmAgent({ name: 'helper' });",
      ),
    },
    { task: 'agents', technologies: { 'google-adk': 'direct package.json:3' }, practices: ['adk-agent'] },
  ],
  'Ollama over raw HTTP': [
    {
      'chat.py': lines(
        'import requests',
        'requests.post("http://localhost:11434/api/chat", json={"model": "gemma3"})',
      ),
    },
    {
      task: 'local-development',
      technologies: { ollama: 'config chat.py:2' },
      practices: ['ollama-endpoint'],
    },
  ],
  'an Ollama Modelfile': [
    { Modelfile: lines('FROM gemma3:4b', 'PARAMETER temperature 0.2') },
    { task: 'local-development', technologies: { ollama: 'config Modelfile:1' }, practices: ['modelfile'] },
  ],
  'a semantic cache on redisvl': [
    {
      'cache.py': lines(
        'from redisvl.extensions.cache.llm import SemanticCache',
        'cache = SemanticCache(name="answers", redis_url="redis://localhost:6379")',
      ),
    },
    {
      task: 'caching',
      technologies: { 'semantic-cache': 'import cache.py:1', redis: 'import cache.py:1' },
      practices: ['semantic-cache-pattern'],
    },
  ],
  'a semantic cache on GPTCache': [
    {
      'requirements.txt': 'gptcache\n',
      'app.py': lines('from gptcache import cache', 'cache.init()'),
    },
    {
      task: 'caching',
      technologies: { 'semantic-cache': 'direct requirements.txt:1' },
      practices: ['semantic-cache-pattern'],
    },
  ],
  'Redis alone': [
    {
      'requirements.txt': lines('redis', 'flask'),
      'docker-compose.yml': lines('services:', '  cache:', '    image: redis:7'),
      'app.py': lines('import redis', 'client = redis.Redis()'),
    },
    {
      task: 'none',
      technologies: { redis: 'direct requirements.txt:1', flask: 'direct requirements.txt:2' },
      noTechnologies: ['semantic-cache'],
      noPractices: ['semantic-cache-pattern', 'vector-search', 'model-server'],
    },
  ],
  'a plain web application': [
    {
      'package.json': '{"dependencies": {"express": "^4", "react": "^19"}}',
      'index.js': 'const express = require("express");\nexpress().listen(3000);\n',
      'requirements.txt': lines('django', 'celery', 'requests'),
    },
    { task: 'none', technologies: { django: 'direct requirements.txt:1' } },
  ],
  'an empty folder': [{}, { task: 'none' }],
  'words of a README': [
    {
      'README.md':
        'Fine-tune with LoRA and PEFT, serve with vLLM, agents with LangGraph, Ollama, JAX and Keras.\n',
    },
    { task: 'none', noTechnologies: ['vllm', 'peft', 'langgraph', 'ollama', 'jax', 'keras'] },
  ],
  'a torch that only the lock file names': [
    {
      'pyproject.toml': pyproject('requests'),
      'uv.lock': lines(
        'version = 1',
        '',
        '[[package]]',
        'name = "app"',
        'source = { virtual = "." }',
        'dependencies = [{ name = "requests" }]',
        '',
        '[[package]]',
        'name = "torch"',
        'version = "2.4.0"',
      ),
    },
    { task: 'none', noTechnologies: ['pytorch'] },
  ],
  'a development dependency': [
    {
      'pyproject.toml': lines(
        '[project]',
        'name = "app"',
        'dependencies = ["httpx"]',
        '[dependency-groups]',
        'dev = ["transformers"]',
      ),
    },
    { task: 'none', technologies: { transformers: 'weak pyproject.toml:5' } },
  ],
  'imports in tests only': [
    {
      'src/app.py': 'import json\n',
      'tests/test_app.py': lines('from peft import LoraConfig', 'LoraConfig(r=4)'),
    },
    { task: 'none', technologies: { peft: 'weak tests/test_app.py:1' }, noPractices: ['lora'] },
  ],
  'nothing but examples': [
    {
      'README.md': 'Examples.\n',
      'examples/chat.py': lines('from google.adk.agents import Agent', 'agent = Agent(name="a", model="m")'),
    },
    {
      task: 'agents',
      technologies: { 'google-adk': 'import examples/chat.py:1' },
      practices: ['adk-agent'],
    },
  ],
  'a notebook': [
    {
      'train.ipynb': notebook(
        '%pip install trl',
        'import json\nfrom trl import SFTTrainer\nSFTTrainer(model="m").train()',
      ),
    },
    {
      task: 'fine-tuning',
      technologies: { jupyter: 'config train.ipynb:1' },
      practices: ['trainer'],
    },
  ],
};

describe('detectProject', () => {
  for (const [name, [files, expected]] of Object.entries(cases)) {
    it(`sees ${name}`, async () => {
      const project = await root(files);
      assert.equal(project.primaryTask, expected.task);
      for (const [id, proof] of Object.entries(expected.technologies ?? {}))
        assert.equal(technology(project, id as TechnologyId)?.join(' '), proof, id);
      const practices = ids(project.practices);
      for (const id of expected.practices ?? [])
        assert.ok(practices.includes(id), `${id} in ${practices.join()}`);
      for (const id of expected.noPractices ?? []) assert.ok(!practices.includes(id), id);
      for (const id of expected.noTechnologies ?? []) assert.equal(technology(project, id), undefined, id);
    });
  }
});

describe('evidence', () => {
  it('of a notebook says which cell and line', async () => {
    const project = await root({
      'train.ipynb': notebook(
        '%pip install trl',
        'import json\nfrom trl import SFTTrainer\nSFTTrainer(model="m")',
      ),
    });
    const found = project.tasks[0]!.evidence.map(({ cell, cellLine, text }) => [cell, cellLine, text]);
    assert.deepEqual(found.sort(), [
      [0, 1, '%pip install trl'],
      [1, 2, 'from trl import SFTTrainer'],
      [1, 3, 'SFTTrainer(model="m")'],
    ]);
  });

  it('takes the version of a lock file for what is declared', async () => {
    const project = await root({
      'pyproject.toml': pyproject('torch>=2'),
      'uv.lock': lines('version = 1', '[[package]]', 'name = "torch"', 'version = "2.4.1"'),
    });
    assert.equal(project.technologies.find(({ id }) => id === 'pytorch')?.version, '2.4.1');
  });

  it('does not take the version of a companion for that of the library', async () => {
    const project = await root({
      'requirements.txt': lines('langchain-openai==0.3.1', 'chex==0.1', 'jax==0.5', 'faiss-cpu==1.9'),
    });
    const versions = Object.fromEntries(project.technologies.map(({ id, version }) => [id, version]));
    assert.deepEqual(versions, { jax: '==0.5', faiss: '==1.9', langchain: undefined, openai: undefined });
  });
});

describe('the projects of a monorepo', () => {
  const files: Files = {
    'README.md': 'Two services.\n',
    'services/agent/pyproject.toml': pyproject('google-adk'),
    'services/agent/agent.py': lines('from google.adk.agents import Agent', 'root_agent = Agent(name="a")'),
    'services/model/requirements.txt': 'vllm\n',
    'web/package.json': '{"dependencies": {"react": "^19"}}',
    'training/train.py': lines('from trl import SFTTrainer', 'SFTTrainer(model="m").train()'),
  };

  it('come after the workspace folder, which speaks for all of them', async () => {
    const { projects } = await detect(files);
    assert.deepEqual(
      projects.map(({ path, name, primaryTask }) => [path, name, primaryTask]),
      [
        ['.', '', 'fine-tuning'],
        ['services/agent', 'agent', 'agents'],
        ['services/model', 'model', 'inference'],
      ],
    );
    const tasks = new Set<Task['id']>(projects[0]!.tasks.map(({ id }) => id));
    assert.deepEqual(tasks, new Set(['fine-tuning', 'agents', 'inference']));
    assert.deepEqual(technology(projects[1]!, 'google-adk'), ['direct', 'services/agent/pyproject.toml:4']);
    assert.equal(technology(projects[1]!, 'vllm'), undefined);
  });
});

describe('files that are left out', () => {
  const vllm = 'from vllm import LLM\nllm = LLM("m")\n';
  const cases: [string, Files][] = [
    ['dependencies', { 'node_modules/x/app.py': vllm }],
    ['vendored code', { 'third_party/x/app.py': vllm }],
    ['a virtual environment of any name', { 'my env/pyvenv.cfg': 'home = /usr', 'my env/lib/app.py': vllm }],
    ['what .gitignore names', { '.gitignore': 'scratch/\n', 'scratch/app.py': vllm }],
    ['what a nested .gitignore names', { 'pkg/.gitignore': '*.py\n', 'pkg/deep/app.py': vllm }],
  ];
  for (const [name, files] of cases) {
    it(`are ${name}`, async () => {
      const facts = await detect({ ...files, 'main.py': 'print()\n' });
      assert.deepEqual(facts.projects[0]!.technologies, []);
    });
  }

  it('come back by the negation of a nested .gitignore', async () => {
    const project = await root({
      '.gitignore': '*.py\n',
      'pkg/.gitignore': '!app.py\n',
      'pkg/app.py': vllm,
      'pkg/other.py': vllm,
    });
    const files = project.technologies.flatMap(({ evidence }) => evidence.map(({ file }) => file));
    assert.deepEqual([...new Set(files)], ['pkg/app.py']);
  });
});

describe('a secret', () => {
  const value = 'Zx9' + 'qW7eR5tY3uI1oP0aS8dF'.repeat(2);
  const key = 'sk-proj-' + value;
  const google = 'AIza' + value.slice(0, 35);
  const files: Files = {
    'requirements.txt': lines(
      `--extra-index-url https://user:${value}@pypi.example.org/simple`,
      `vllm @ git+https://x:${value}@github.com/vllm/vllm.git`,
    ),
    'pyproject.toml': lines(
      '[project]',
      'name = "a"',
      `dependencies = ["openai @ https://t:${value}@h.example/openai.whl"]`,
      '[tool.x]',
      `token = "${value}"`,
    ),
    'app.py': lines(
      'from openai import OpenAI',
      `client = OpenAI(api_key="${key}")`,
      `import google.generativeai as genai; genai.configure(api_key="${google}")`,
    ),
    'app.ts': lines("import OpenAI from 'openai';", `const client = new OpenAI({ apiKey: '${key}' });`),
    'main.go': lines(
      'package main',
      'import openai "github.com/sashabaranov/go-openai"',
      `var c = openai.NewClient("${key}")`,
    ),
    'a.ipynb': notebook(`from openai import OpenAI\nclient = OpenAI(api_key="${key}")`),
    '.env': lines(
      `OPENAI_API_KEY=${key}`,
      `GEMINI_API_KEY="${google}"`,
      `REDIS_URL=redis://:${value}@cache:6379`,
    ),
    Dockerfile: lines(
      'FROM vllm/vllm-openai:latest',
      `ENV OPENAI_API_KEY=${key} HF_TOKEN=${value}`,
      `CMD ["vllm", "serve", "m", "--api-key", "${value}"]`,
    ),
    'compose.yaml': lines(
      'services:',
      '  a:',
      '    image: ollama/ollama',
      '    environment:',
      `      - OPENAI_API_KEY=${key}`,
      `      - OLLAMA_TOKEN=${value}`,
    ),
    'service.yaml': lines(
      'apiVersion: serving.knative.dev/v1',
      'kind: Service',
      'spec:',
      '  template:',
      '    spec:',
      '      containers:',
      '      - image: vllm/vllm-openai',
      '        env:',
      '        - name: OPENAI_API_KEY',
      `          value: ${key}`,
    ),
    'cloudbuild.yaml': lines(
      'steps:',
      '- name: gcr.io/cloud-builders/gcloud',
      `  args: [run, deploy, a, --set-env-vars, "OPENAI_API_KEY=${key}"]`,
    ),
    'main.tf': lines(
      'resource "google_cloud_run_v2_service" "a" {',
      '  env {',
      '    name = "OPENAI_API_KEY"',
      `    value = "${key}"`,
      '  }',
      '}',
    ),
    'deploy.sh': `gcloud run deploy a --set-env-vars OPENAI_API_KEY=${key}\n`,
    'package.json': `{"dependencies": {"openai": "git+https://${value}@github.com/openai/openai-node"}, "scripts": {"serve": "OPENAI_API_KEY=${key} vllm serve m --api-key ${value}"}}`,
    'environment.yml': lines('dependencies:', '- pip:', `  - openai @ https://u:${value}@h.example/o.whl`),
    'setup.py': lines(
      'from setuptools import setup',
      `setup(install_requires=["vllm @ https://u:${value}@h.example/v.whl"])`,
    ),
    'setup.cfg': lines('[options]', 'install_requires =', `  vllm @ https://u:${value}@h.example/v.whl`),
    Pipfile: lines(
      '[[source]]',
      `url = "https://u:${value}@h.example"`,
      '[packages]',
      `vllm = {git = "https://u:${value}@h.example/v.git"}`,
    ),
    'go.mod': lines('module a', `require github.com/sashabaranov/go-openai v1.0.0 // token=${value}`),
    'langgraph.json': `{"graphs": {"a": "./a.py:g"}, "env": {"OPENAI_API_KEY": "${key}"}}`,
    Modelfile: lines('FROM gemma3', `SYSTEM key ${key}`),
    'key.json': JSON.stringify({
      type: 'service_account',
      private_key: `-----BEGIN PRIVATE KEY-----\n${value}`,
      client_email: 'a@b',
    }),
    'app.yaml': lines('runtime: python312', 'env_variables:', `  OPENAI_API_KEY: ${key}`),
    'README.md': `Set OPENAI_API_KEY=${key} for vLLM.\n`,
    '.github/workflows/deploy.yml': lines(
      'jobs:',
      '  a:',
      '    steps:',
      `    - run: OPENAI_API_KEY=${key} gcloud run deploy a`,
    ),
  };

  it('is nowhere in the facts, whatever file it stands in', async () => {
    const text = JSON.stringify(await detect(files));
    const at = text.search(new RegExp(value.slice(0, 10)));
    assert.equal(at, -1, text.slice(Math.max(0, at - 200), at + 60));
  });

  it('in code is a practice with its place', async () => {
    const project = await root(files);
    const practice = project.practices.find(({ id }) => id === 'hardcoded-api-key');
    const places = practice?.evidence.map(place) ?? [];
    for (const expected of ['app.py:2', 'app.py:3', 'app.ts:2'])
      assert.ok(places.includes(expected), `${expected} in ${places.join()}`);
  });

  it('in a broken file is not in the problem either', async () => {
    const broken: Files = {
      'pyproject.toml': lines('[project', `token = "${key}`),
      'package.json': `{"openai": "${key}`,
      'compose.yaml': lines('services: [', `  token: "${key}`),
      'requirements.txt': lines(`openai ${key}`, key, 'vllm'),
      'a.ipynb': `{"cells": [{"source": "${key}`,
      'setup.cfg': lines('[options', `install_requires = ${key} =`),
    };
    const { problems, ...rest } = await detect(broken);
    assert.ok(problems.length >= 4, JSON.stringify(problems));
    assert.ok(!JSON.stringify([problems, rest]).includes(value.slice(0, 10)), JSON.stringify(problems));
  });
});

describe('the same files', () => {
  it('give the same facts in any order', async () => {
    const files = Object.assign(
      {},
      ...Object.values(cases).map(([each], at) =>
        Object.fromEntries(Object.entries(each).map(([path, text]) => [`p${at % 7}/${at}/${path}`, text])),
      ),
    ) as Files;
    const forwards = await detect(files);
    const backwards = await detect(Object.fromEntries(Object.entries(files).reverse()));
    assert.ok(forwards.projects.length > 10);
    assert.deepEqual(backwards, forwards);
  });
});
