import type { ServingPlan, ServingTarget } from '../../../src/core/serving/plan/servingPlan.ts';

const base: ServingPlan = {
  name: 'sentiment-api',
  target: 'transformers',
  platform: 'cloud-run',
  image: { base: 'python:3.12-slim-bookworm', uv: 'ghcr.io/astral-sh/uv:0.13.9', platform: 'linux/amd64' },
  python: {
    version: '3.12',
    install: 'uv-lock',
    dependencyFiles: ['pyproject.toml', 'uv.lock'],
    installsProject: false,
    extraPackages: [],
    systemPackages: [],
    torch: { variant: 'cpu', index: 'https://download.pytorch.org/whl/cpu', chosenByProject: true },
  },
  app: {
    kind: 'asgi',
    module: 'app.main',
    object: 'app',
    command: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '${PORT}'],
    sources: ['app'],
    port: 8080,
    healthPath: '/health',
    readyPath: '/ready',
    workers: 1,
  },
  model: {
    id: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
    task: 'classification',
    parametersBillion: 0.067,
    dtype: 'float32',
    weightsBytes: 268_000_000,
    loading: 'baked',
    path: '/models/distilbert-base-uncased-finetuned-sst-2-english',
  },
  resources: {
    cpu: 4,
    memoryMiB: 8192,
    concurrency: 8,
    minInstances: 0,
    maxInstances: 10,
    timeoutSeconds: 300,
    cpuThrottling: true,
    startupCpuBoost: true,
  },
  probes: {
    startup: {
      path: '/ready',
      initialDelaySeconds: 0,
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 48,
    },
    liveness: {
      path: '/health',
      initialDelaySeconds: 0,
      periodSeconds: 30,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
    expectedStartSeconds: 60,
  },
  environment: [
    { name: 'PYTHONUNBUFFERED', value: '1' },
    { name: 'HF_HOME', value: '/tmp/hf' },
    { name: 'HF_HUB_OFFLINE', value: '1' },
  ],
  secrets: [],
  identity: {
    serviceAccount: 'sentiment-api',
    roles: [],
    invokers: [],
    githubRepository: 'acme/sentiment',
  },
  deployment: { project: 'acme-prod', region: 'europe-west1', repository: 'sentiment-api', ingress: 'all' },
  decisions: [],
  warnings: [],
};

const onL4: Partial<ServingPlan> = {
  gpu: { accelerator: 'nvidia-l4', count: 1, memoryGiB: 24, cudaCompatibility: true, neededBytes: 18e9 },
  resources: {
    ...base.resources,
    cpu: 8,
    memoryMiB: 32_768,
    concurrency: 16,
    maxInstances: 1,
    cpuThrottling: false,
  },
  probes: {
    startup: {
      path: '/health',
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 60,
    },
    expectedStartSeconds: 260,
  },
};

const bucketModel = {
  id: 'Qwen/Qwen3-8B-FP8',
  task: 'text-generation',
  parametersBillion: 8.2,
  dtype: 'fp8',
  weightsBytes: 9e9,
  loading: 'bucket',
  path: '/models/Qwen3-8B-FP8',
  bucket: 'acme-prod-models',
  maxModelLength: 8192,
  maxSequences: 8,
} as const;

const bucketRole = {
  role: 'roles/storage.objectViewer',
  on: 'bucket',
  resource: 'acme-prod-models',
  why: 'it reads the weights',
} as const;

/** Plans without a project of files behind them, one for each target, for tests of what is rendered. */
export const samplePlans: Readonly<Record<ServingTarget, ServingPlan>> = {
  transformers: base,
  vllm: engine('vllm', {
    image: { base: 'vllm/vllm-openai:v0.29.0', platform: 'linux/amd64' },
    app: {
      kind: 'engine',
      command: [
        '/models/Qwen3-8B-FP8',
        '--served-model-name',
        'Qwen/Qwen3-8B-FP8',
        '--port',
        '${PORT}',
        '--max-model-len',
        '8192',
        '--max-num-seqs',
        '8',
        '--gpu-memory-utilization',
        '0.9',
      ],
      sources: [],
      port: 8080,
      healthPath: '/health',
      readyPath: '/health',
      workers: 1,
    },
    environment: [{ name: 'VLLM_ENABLE_CUDA_COMPATIBILITY', value: '1' }],
    model: bucketModel,
  }),
  'tensorrt-llm': engine('tensorrt-llm', {
    image: { base: 'nvcr.io/nvidia/tensorrt-llm/release:1.2.1', platform: 'linux/amd64' },
    app: {
      kind: 'engine',
      entrypoint: ['trtllm-serve'],
      command: ['/models/Qwen3-8B-FP8', '--host', '0.0.0.0', '--port', '${PORT}', '--max_batch_size', '8'],
      sources: [],
      port: 8080,
      healthPath: '/health',
      readyPath: '/health',
      workers: 1,
    },
    environment: [],
    model: bucketModel,
  }),
  ollama: engine('ollama', {
    image: { base: 'ollama/ollama:0.32.0', platform: 'linux/amd64' },
    app: {
      kind: 'engine',
      command: ['serve'],
      sources: [],
      port: 8080,
      healthPath: '/api/version',
      readyPath: '/api/version',
      workers: 1,
    },
    environment: [
      { name: 'OLLAMA_MODELS', value: '/models' },
      { name: 'OLLAMA_KEEP_ALIVE', value: '-1' },
      { name: 'OLLAMA_NUM_PARALLEL', value: '4' },
    ],
    model: {
      id: 'gemma3:4b',
      task: 'text-generation',
      dtype: 'int4',
      weightsBytes: 3.3e9,
      loading: 'baked',
      path: '/models',
    },
    identity: { ...base.identity, serviceAccount: 'ollama-api', roles: [] },
  }),
  adk: agent('adk'),
  langgraph: {
    ...agent('langgraph'),
    secrets: [{ name: 'DATABASE_URL', secret: 'langgraph-database-url', version: '1' }],
  },
  vertex: {
    ...agent('vertex'),
    resources: { ...base.resources, cpu: 1, memoryMiB: 1024, concurrency: 80 },
  },
  generic: {
    ...withoutModel('generic'),
    identity: { ...base.identity, serviceAccount: 'generic-api', roles: [] },
    resources: { ...base.resources, cpu: 1, memoryMiB: 512, concurrency: 80 },
  },
};

/** A plan whose optional parts can be taken away. */
type Mutable = { -readonly [Key in keyof ServingPlan]: ServingPlan[Key] };

function engine(target: ServingTarget, changes: Partial<ServingPlan>): ServingPlan {
  const rest: Mutable = { ...base };
  delete rest.python;
  const identity = { ...base.identity, serviceAccount: `${target}-api`, roles: [bucketRole] };
  return { ...rest, ...onL4, target, name: `${target}-api`, identity, ...changes };
}

function withoutModel(target: ServingTarget): ServingPlan {
  const rest: Mutable = { ...base };
  delete rest.model;
  return {
    ...rest,
    target,
    name: `${target}-api`,
    python: {
      version: '3.12',
      install: 'requirements',
      dependencyFiles: ['requirements.txt'],
      installsProject: false,
      extraPackages: [],
      systemPackages: [],
    },
    environment: [{ name: 'PYTHONUNBUFFERED', value: '1' }],
  };
}

function agent(target: ServingTarget): ServingPlan {
  const plan = withoutModel(target);
  return {
    ...plan,
    environment: [
      ...plan.environment,
      { name: 'GOOGLE_GENAI_USE_ENTERPRISE', value: 'true' },
      { name: 'GOOGLE_GENAI_USE_VERTEXAI', value: 'true' },
      { name: 'GOOGLE_CLOUD_PROJECT', value: 'acme-prod' },
      { name: 'GOOGLE_CLOUD_LOCATION', value: 'global' },
    ],
    identity: {
      ...plan.identity,
      serviceAccount: `${target}-api`,
      roles: [{ role: 'roles/aiplatform.user', on: 'project', why: 'it calls models on Vertex AI' }],
    },
    resources: { ...plan.resources, cpu: 2, memoryMiB: 2048, concurrency: 40 },
  };
}
