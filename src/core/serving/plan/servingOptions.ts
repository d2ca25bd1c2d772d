import type { GeneratorOption } from '../../generate/generator.ts';
import { hardwareOptions } from './hardwareOptions.ts';

/** What the plan can be told. `auto` and the empty text leave the decision to the plan. */
export const servingOptions: readonly GeneratorOption[] = [
  {
    id: 'target',
    kind: 'choice',
    default: 'auto',
    meaning: 'What serves: the application itself, or an engine for models.',
    choices: [
      { value: 'auto', meaning: 'what the project speaks for' },
      { value: 'transformers', meaning: 'the application with transformers in it, the default of the guide' },
      { value: 'vllm', meaning: 'vLLM, for many requests at a time at a large language model' },
      { value: 'tensorrt-llm', meaning: 'TensorRT-LLM, the fastest on NVIDIA GPUs and the least simple' },
      { value: 'ollama', meaning: 'Ollama, for models in its own format or in GGUF' },
      { value: 'adk', meaning: 'an agent of Google ADK' },
      { value: 'langgraph', meaning: 'an application around a LangGraph graph' },
      { value: 'vertex', meaning: 'an application that calls models of Vertex AI' },
      { value: 'generic', meaning: 'a web application without a model in it' },
    ],
  },
  {
    id: 'platform',
    kind: 'choice',
    default: 'auto',
    meaning: 'Where it runs.',
    choices: [
      { value: 'auto', meaning: 'Cloud Run, unless the model fits none of its GPUs' },
      { value: 'cloud-run', meaning: 'Cloud Run: one GPU at most, nothing to pay while nobody asks' },
      {
        value: 'gke',
        meaning: 'Google Kubernetes Engine: several GPUs for one model, a cluster to look after',
      },
      { value: 'ray', meaning: 'Ray Serve on a cluster: several models and steps, the most to look after' },
    ],
  },
  {
    id: 'name',
    kind: 'text',
    default: '',
    meaning: 'Name of the service, the image and the files. Empty: that of the project.',
    form: {
      pattern: /^(?:[a-z](?:[a-z0-9-]{0,47}[a-z0-9])?)?$/,
      words: 'at most 49 lower-case letters, digits and hyphens, with a letter first and no hyphen last',
    },
  },
  {
    id: 'python',
    kind: 'choice',
    default: 'auto',
    meaning: 'Version of Python in the image.',
    choices: [
      { value: 'auto', meaning: 'what the project asks for' },
      ...['3.10', '3.11', '3.12', '3.13', '3.14'].map((value) => ({ value, meaning: `Python ${value}` })),
    ],
  },
  {
    id: 'dependencies',
    kind: 'choice',
    default: 'auto',
    meaning: 'What the dependencies are installed from.',
    choices: [
      { value: 'auto', meaning: 'the best lock file there is, else requirements.txt, else pyproject.toml' },
      { value: 'uv-lock', meaning: 'uv.lock' },
      { value: 'poetry-lock', meaning: 'poetry.lock' },
      { value: 'pdm-lock', meaning: 'pdm.lock' },
      { value: 'pylock', meaning: 'pylock.toml' },
      { value: 'requirements', meaning: 'requirements.txt' },
      { value: 'pyproject', meaning: 'pyproject.toml, whatever is newest on the day of the build' },
      { value: 'setup', meaning: 'setup.py or setup.cfg' },
    ],
  },
  {
    id: 'torch',
    kind: 'choice',
    default: 'auto',
    meaning: 'Which build of torch is installed.',
    choices: [
      { value: 'auto', meaning: 'the one for the CPU, or the newest that the driver of the GPU runs' },
      { value: 'cpu', meaning: 'for the CPU; a fifth of the size' },
      ...['cu118', 'cu121', 'cu124', 'cu126', 'cu128', 'cu130'].map((value) => ({
        value,
        meaning: `for CUDA ${value.slice(2, -1)}.${value.slice(-1)}`,
      })),
    ],
  },
  {
    id: 'base-image',
    kind: 'text',
    default: '',
    meaning: 'Image to build on, with its tag or digest. Empty: the slim image of the version of Python.',
    form: {
      pattern:
        /^(?:[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::(?!latest(?:@|$))[\w.-]+(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64}))?$/,
      words: 'an image with a tag other than latest, or with a digest: python:3.12-slim-bookworm',
    },
  },
  {
    id: 'app',
    kind: 'text',
    default: '',
    meaning:
      'The application: a module and its object, or a file for Streamlit and Gradio. Empty: the one found.',
    form: {
      pattern: /^(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(?:\(\))?|[\w.-]+(?:\/[\w.-]+)*\.py)?$/,
      words: 'module:object (app.main:app), module:factory() or a file (ui/app.py)',
    },
  },
  {
    id: 'port',
    kind: 'text',
    default: '8080',
    meaning: 'Port of the container.',
    form: {
      pattern: /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/,
      words: 'a port from 1 to 65535',
    },
  },
  ...['health-path', 'ready-path'].map((id): GeneratorOption => ({
    id,
    kind: 'text',
    default: '',
    meaning:
      id === 'health-path'
        ? 'Path that answers as soon as the process runs. Empty: the one found, else only the port is tried.'
        : 'Path that answers once the model is loaded. Empty: the one found, else that of health-path.',
    form: {
      pattern: /^(?:\/(?:[\w.~-]+\/)*(?:[\w.~-]*[\w.~-](?<![zZ]))?)?$/,
      words: 'a path such as /health, with no z at its end: Cloud Run keeps such paths to itself',
    },
  })),
  ...hardwareOptions,
  {
    id: 'project',
    kind: 'text',
    default: '',
    meaning: 'Google Cloud project. Empty: the one that the files name, else a variable of the scripts.',
    form: {
      pattern: /^(?:(?:[a-z0-9-]+\.[a-z]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])?$/,
      words: 'the id of a project: 6 to 30 lower-case letters, digits and hyphens',
    },
  },
  {
    id: 'region',
    kind: 'text',
    default: '',
    meaning: 'Region of Google Cloud. Empty: the one that the files name, else us-central1.',
    form: { pattern: /^(?:[a-z]+-[a-z]+\d+)?$/, words: 'a region such as europe-west1' },
  },
  {
    id: 'repository',
    kind: 'text',
    default: '',
    meaning: 'Repository of Artifact Registry for the images. Empty: the name of the service.',
    form: {
      pattern: /^(?:[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)?$/,
      words: 'at most 63 lower-case letters, digits and hyphens, with a letter first',
    },
  },
  {
    id: 'ingress',
    kind: 'choice',
    default: 'all',
    meaning:
      'From where the service can be reached. Who may call it is another matter: nobody without a role.',
    choices: [
      { value: 'all', meaning: 'from everywhere' },
      { value: 'internal', meaning: 'from within the project and its networks' },
      {
        value: 'internal-and-cloud-load-balancing',
        meaning: 'from within, and through a load balancer of Google Cloud',
      },
    ],
  },
  {
    id: 'service-account',
    kind: 'text',
    default: '',
    meaning:
      'Service account that the service runs as, without the part from @ on. Empty: the name of the service.',
    form: {
      pattern: /^(?:[a-z][a-z0-9-]{4,28}[a-z0-9])?$/,
      words: '6 to 30 lower-case letters, digits and hyphens, with a letter first',
    },
  },
  {
    id: 'vertex-ai',
    kind: 'choice',
    default: 'auto',
    meaning: 'Whether it calls models of Google on Vertex AI, and is granted roles/aiplatform.user for that.',
    choices: [
      { value: 'auto', meaning: 'where the code calls models of Google' },
      { value: 'yes', meaning: 'it does, or will' },
      { value: 'no', meaning: 'it does not' },
    ],
  },
  {
    id: 'invoker',
    kind: 'text',
    default: '',
    meaning: 'Who may call the service, with commas between. Empty: nobody until somebody is named.',
    form: {
      pattern:
        /^(?:(?:(?:user|group|serviceAccount):[\w.+-]+@[\w.-]+|domain:[\w.-]+)(?:,(?:(?:user|group|serviceAccount):[\w.+-]+@[\w.-]+|domain:[\w.-]+))*)?$/,
      words: 'user:, group: or serviceAccount: with an address, or domain:; never allUsers',
    },
  },
  {
    id: 'secrets',
    kind: 'text',
    default: 'auto',
    meaning: 'Variables that come from Secret Manager, with commas between; "none" for none.',
    form: {
      pattern: /^(?:auto|none|[A-Za-z_]\w*(?:,[A-Za-z_]\w*)*)$/,
      words: 'names of environment variables: OPENAI_API_KEY,DATABASE_URL',
    },
  },
  {
    id: 'github-repository',
    kind: 'text',
    default: '',
    meaning: 'Repository on GitHub whose workflow deploys. Empty: the remote "origin" of the folder.',
    form: { pattern: /^(?:[\w.-]+\/[\w.-]+)?$/, words: 'owner/name' },
  },
  {
    id: 'network',
    kind: 'text',
    default: '',
    meaning: 'Network and subnetwork for traffic that leaves the service. Empty: none of your own.',
    form: {
      pattern: /^(?:[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)?$/,
      words: 'network/subnetwork: default/default',
    },
  },
  {
    id: 'egress',
    kind: 'choice',
    default: 'private-ranges-only',
    meaning: 'What goes through that network.',
    choices: [
      { value: 'private-ranges-only', meaning: 'traffic to private addresses' },
      { value: 'all-traffic', meaning: 'all traffic; needs Cloud NAT to reach the internet' },
    ],
  },
];
