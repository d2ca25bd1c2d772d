import assert from 'node:assert/strict';
import type { OptionValues } from '../../../../src/core/generate/generator.ts';
import { fastapiApp, planOf, pyproject, refusalOf } from '../../../support/serving/planOf.ts';

const app = { 'requirements.txt': 'fastapi==1\nuvicorn==1\n', 'main.py': fastapiApp };
const large = {
  'requirements.txt': 'vllm==0.10\n',
  'run.py': 'from vllm import LLM\nllm = LLM("Qwen/Qwen2.5-72B-Instruct")\n',
};

/** What is refused, and words that the sentence and its remedy must hold. */
const refusals: readonly (readonly [string, Record<string, string>, OptionValues, readonly string[]])[] = [
  ['an empty folder', {}, {}, ['folder is empty', '--set model=']],
  ['a folder with a README alone', { 'README.md': '# hello', '.gitignore': 'x' }, {}, ['folder is empty']],
  [
    'a broken pyproject.toml',
    { 'main.py': fastapiApp, 'pyproject.toml': '[project]\nname = "x"\ndependencies = fastapi\n' },
    {},
    ['pyproject.toml:3', 'Correct that line'],
  ],
  [
    'Node',
    { 'package.json': '{"dependencies": {}}', 'index.js': '' },
    {},
    ['Node project', 'Python projects only'],
  ],
  ['Go', { 'go.mod': 'module a\n', 'main.go': 'package main\n' }, {}, ['Go project', 'Python projects only']],
  [
    'notebooks alone',
    { 'requirements.txt': 'transformers\n', 'a.ipynb': '{"cells": [], "nbformat": 4, "metadata": {}}' },
    {},
    ['notebooks only', 'a.ipynb'],
  ],
  [
    'notebooks and nothing else',
    { 'a.ipynb': '{"cells": [], "nbformat": 4, "metadata": {}}' },
    {},
    ['notebooks only', 'a.ipynb'],
  ],
  [
    'no application',
    { 'requirements.txt': 'requests==2\n', 'tool.py': 'import requests\n' },
    {},
    ['No application', '--set app='],
  ],
  [
    'a monorepo',
    {
      'api/requirements.txt': 'fastapi\n',
      'api/main.py': fastapiApp,
      'jobs/pyproject.toml': pyproject(['requests']),
      'jobs/a.py': '',
    },
    {},
    ['api', 'ai-stack generate dockerfile api'],
  ],
  [
    'no list of dependencies',
    { 'main.py': fastapiApp },
    {},
    ['does not say what it needs', 'requirements.txt'],
  ],
  [
    'a Pipfile',
    { 'main.py': fastapiApp, Pipfile: '[packages]\nfastapi = "*"\n' },
    {},
    ['Pipfile', 'pipenv requirements'],
  ],
  [
    'conda',
    { 'main.py': fastapiApp, 'environment.yml': 'dependencies:\n  - fastapi\n' },
    {},
    ['environment.yml', 'requirements.txt'],
  ],
  [
    'a workspace of uv',
    {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["api"]\n',
      'uv.lock': 'version = 1\n',
      'api/pyproject.toml': pyproject(['fastapi']),
      'api/main.py': fastapiApp,
    },
    {},
    ['member api', 'uv export'],
  ],
  [
    'an application that is not there',
    app,
    { app: 'web.server:app' },
    ['web.server:app', 'web/server.py', 'main:app'],
  ],
  ['dependencies that are not there', app, { dependencies: 'uv-lock' }, ['uv-lock', 'requirements']],
  [
    'a version of Python without images',
    { ...app, 'pyproject.toml': '[project]\nname="a"\nrequires-python="<3.9"\n' },
    {},
    ['<3.9', '3.10'],
  ],
  [
    'an agent at the root',
    {
      'requirements.txt': 'google-adk==1\n',
      'agent.py': 'from google.adk.agents import Agent\nroot_agent = Agent(name="a")\n',
    },
    {},
    ['agent.py', 'folder of its own'],
  ],
  [
    'a graph without a server',
    {
      'requirements.txt': 'langgraph==1\n',
      'graph.py': 'from langgraph.graph import StateGraph\ngraph = StateGraph(dict).compile()\n',
    },
    {},
    ['LangGraph graph', '--set app='],
  ],
  [
    'vLLM without a model',
    { 'requirements.txt': 'vllm==0.10\n', 'run.py': 'from vllm import LLM\nllm = LLM(model=name())\n' },
    {},
    ['vLLM', '--set model='],
  ],
  ['an unknown region', app, { region: 'europe-west99' }, ['europe-west99', 'Did you mean', 'europe-west9']],
  [
    'a GPU that the region lacks',
    large,
    { region: 'us-east4', gpu: 'nvidia-rtx-pro-6000', dtype: 'fp8' },
    ['RTX PRO 6000 in us-east4', 'us-central1'],
  ],
  [
    'a region without a GPU',
    { Modelfile: 'FROM gemma3:4b\n' },
    { region: 'europe-west9' },
    ['no GPU in europe-west9', 'europe-west1'],
  ],
  [
    'a model that fits no GPU of Cloud Run',
    large,
    { platform: 'cloud-run' },
    ['Qwen2.5-72B', 'does not fit', 'fp8', '--set'],
  ],
  ['a model that the chosen GPU cannot hold', large, { gpu: 'nvidia-l4' }, ['does not fit NVIDIA L4']],
  [
    'a model that fits the larger GPU',
    {},
    { target: 'transformers', model: 'Qwen/Qwen3-14B', gpu: 'nvidia-l4' },
    ['does not fit', '--set gpu=nvidia-rtx-pro-6000'],
  ],
  [
    'a context that is too long',
    {},
    {
      target: 'vllm',
      model: 'Qwen/Qwen3-32B',
      platform: 'cloud-run',
      'max-model-len': '40000',
      'max-sequences': '64',
    },
    ['does not fit', '--set max-model-len=', '--set max-sequences='],
  ],
  [
    'more than four machines',
    {},
    { target: 'vllm', model: 'x/y-5000B', platform: 'gke' },
    ['more than four machines', 'fp8'],
  ],
  ['an engine without a GPU', large, { gpu: 'none' }, ['needs a GPU', 'target=transformers']],
  [
    'numbers that vLLM does not make',
    {},
    { target: 'vllm', model: 'Qwen/Qwen3-8B', dtype: 'int4' },
    ['int4', 'AWQ or GPTQ'],
  ],
  [
    'numbers that transformers does not make',
    {},
    { target: 'transformers', model: 'Qwen/Qwen3-8B', dtype: 'fp8' },
    ['fp8', 'target=vllm'],
  ],
  [
    'numbers that a CPU does not have',
    {},
    { target: 'transformers', model: 'Qwen/Qwen3-8B-FP8', gpu: 'none' },
    ['Without a GPU', 'fp8'],
  ],
  [
    'a model that no memory holds',
    {},
    { target: 'transformers', model: 'Qwen/Qwen3-32B', gpu: 'none' },
    ['32 GiB at the most'],
  ],
  [
    'weights that are not in the project',
    {},
    { model: 'Qwen/Qwen3-0.6B', loading: 'project' },
    ['no folder of the project'],
  ],
  ['CPUs that do not exist', app, { cpu: '3' }, ['3 CPUs', '1, 2, 4, 6 and 8']],
  ['more memory than the CPUs go with', app, { cpu: '1', memory: '8Gi' }, ['1 CPU', '4 GiB', '8 GiB']],
  [
    'CPUs that the GPU does not have',
    large,
    { dtype: 'fp8', gpu: 'nvidia-rtx-pro-6000', cpu: '8' },
    ['RTX PRO 6000', '20, 22, 24 and 30'],
  ],
  [
    'memory that the GPU does not have',
    { Modelfile: 'FROM gemma3:4b\n' },
    { memory: '64Gi' },
    ['64 GiB', '16Gi, 24Gi and 32Gi'],
  ],
  [
    'memory that the model does not fit',
    {},
    { target: 'transformers', model: 'Qwen/Qwen2.5-1.5B-Instruct', gpu: 'none', memory: '2Gi' },
    ['too few', 'at least'],
  ],
  ['more at a time than Cloud Run sends', app, { concurrency: '2000' }, ['1000 requests']],
  [
    'more instances at least than at most',
    app,
    { 'min-instances': '5', 'max-instances': '2' },
    ['min-instances (5)', 'max-instances (2)'],
  ],
  ['a request that takes too long', app, { timeout: '7200' }, ['3600 seconds']],
  [
    'a start that takes too long',
    {},
    {
      target: 'transformers',
      model: 'Qwen/Qwen2.5-14B-Instruct',
      gpu: 'none',
      loading: 'hub',
      dtype: 'bfloat16',
    },
    ['at the most'],
  ],
  [
    'torch that the driver does not run',
    {
      'requirements.txt': 'fastapi==1\nuvicorn==1\ntransformers==4\ntorch==2.9.0\n',
      'main.py': `from transformers import AutoModelForCausalLM\n${fastapiApp}\nm = AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-8B")\n`,
    },
    { torch: 'cu130' },
    ['CUDA 13.0', 'NVIDIA L4', '535'],
  ],
  ['GKE for an application', app, { platform: 'gke' }, ['vLLM only', 'cloud-run']],
  [
    'an H100 of Cloud Run',
    {},
    { model: 'Qwen/Qwen3-8B', target: 'vllm', gpu: 'nvidia-h100-80gb', platform: 'cloud-run' },
    ['no NVIDIA H100', 'gke'],
  ],
];

describe('what cannot be planned', () => {
  for (const [name, files, values, words] of refusals) {
    it(name, async () => {
      const refusal = await refusalOf(files, values);
      for (const word of words) assert.ok(refusal.includes(word), `"${word}" in: ${refusal}`);
      assert.match(refusal, /^[^\n]{20,420}$/);
      assert.doesNotMatch(refusal, /undefined|NaN|\[object/);
    });
  }
});

describe('what is planned with a warning', () => {
  const warned = async (
    files: Record<string, string>,
    values: OptionValues,
    ...words: string[]
  ): Promise<void> => {
    const { warnings } = await planOf(files, values);
    for (const word of words)
      assert.ok(
        warnings.some((each) => each.includes(word)),
        `"${word}" in: ${warnings.join('\n')}`,
      );
  };

  it('no lock file, with the way to one', async () => {
    await warned(
      { 'pyproject.toml': pyproject(['fastapi', 'uvicorn']), 'main.py': fastapiApp },
      {},
      '`uv lock`',
    );
    await warned(
      { 'requirements.txt': 'fastapi\nuvicorn\n', 'main.py': fastapiApp },
      {},
      'uv pip compile requirements.txt',
    );
  });

  it('two lock files, and which one wins', async () => {
    const files = {
      'pyproject.toml': pyproject(['fastapi', 'uvicorn']),
      'uv.lock': 'version = 1\n',
      'poetry.lock': '',
      'main.py': fastapiApp,
    };
    await warned(files, {}, 'uv.lock wins over poetry.lock');
    assert.deepEqual((await planOf(files, { dependencies: 'poetry-lock' })).python?.install, 'poetry-lock');
  });

  it('a lock without what it was made from', async () => {
    await warned({ 'uv.lock': 'version = 1\n', ...app }, {}, 'no pyproject.toml beside it');
  });

  it('CUDA in a lock for a service without a GPU, with its line', async () => {
    const lock =
      'version = 1\n\n[[package]]\nname = "torch"\nversion = "2.7.1"\nsource = { registry = "https://pypi.org/simple" }\n\n[[package]]\nname = "nvidia-cuda-runtime-cu12"\nversion = "12.6.77"\n';
    const files = {
      'pyproject.toml': pyproject(['fastapi', 'uvicorn', 'transformers', 'torch']),
      'uv.lock': lock,
      'main.py': `from transformers import pipeline\n${fastapiApp}\nm = pipeline("ner")\n`,
    };
    await warned(files, {}, 'uv.lock:4', 'whl/cpu', 'lock again');
    assert.deepEqual((await planOf(files)).python?.torch?.variant, 'cu126');
  });

  it('more instances with a GPU than a new quota allows', async () => {
    await warned({ Modelfile: 'FROM gemma3:4b\n' }, { 'max-instances': '3' }, 'quota for 1 GPU');
  });

  it('Windows line ends and paths are read as others are', async () => {
    const files = {
      'requirements.txt': '-r reqs\\base.txt\r\nuvicorn==1\r\n',
      'reqs/base.txt': 'fastapi==1\r\ntransformers==4\r\ntorch==2.7.0\r\n',
      'main.py':
        `from transformers import pipeline\n${fastapiApp}\nm = pipeline("ner", model="models\\\\ner")\n`.replaceAll(
          '\n',
          '\r\n',
        ),
      'models/ner/config.json': '{"model_type": "bert", "architectures": ["BertForTokenClassification"]}\r\n',
      'models/ner/model.safetensors': 'x'.repeat(64),
    };
    const plan = await planOf(files);
    assert.deepEqual(plan.python?.dependencyFiles, ['requirements.txt', 'reqs/base.txt']);
    assert.equal(plan.model?.id, 'models/ner');
    assert.equal(plan.model.loading, 'project');
    assert.equal(plan.app.healthPath, '/health');
  });
});
