import type { GeneratorOption } from '../../generate/generator.ts';

const count = { pattern: /^(?:[1-9]\d{0,6})?$/, words: 'a whole number from 1 on' };

/** Options of the plan on what it runs on, and on the model. */
export const hardwareOptions: readonly GeneratorOption[] = [
  {
    id: 'model',
    kind: 'text',
    default: '',
    meaning: 'Model to serve. Empty: the one that the code loads.',
    form: {
      pattern: /^(?:(?:\.\/)?[\w-][\w.-]*(?:\/[\w-][\w.-]*)*(?::[\w.-]+)?)?$/,
      words: 'a model of the hub (Qwen/Qwen3-8B), of Ollama (gemma3:4b), or a folder of the project',
    },
  },
  {
    id: 'revision',
    kind: 'text',
    default: '',
    meaning: 'Commit or tag of the model on the hub. Empty: the one in the code, else the newest.',
    form: { pattern: /^[\w./-]{0,100}$/, words: 'a commit, tag or branch' },
  },
  {
    id: 'parameters',
    kind: 'text',
    default: '',
    meaning: 'Size of the model in thousands of millions of parameters. Empty: what its name or files say.',
    form: {
      pattern: /^(?:(?!0+(?:\.0*)?$)\d{1,4}(?:\.\d{1,6})?)?$/,
      words: 'a number such as 7 or 0.5',
    },
  },
  {
    id: 'dtype',
    kind: 'choice',
    default: 'auto',
    meaning: 'Numbers that the weights are held in.',
    choices: [
      { value: 'auto', meaning: 'what the model was published in; float32 without a GPU' },
      { value: 'float32', meaning: '4 bytes each' },
      { value: 'bfloat16', meaning: '2 bytes each' },
      { value: 'float16', meaning: '2 bytes each, for models that were made with it' },
      { value: 'fp8', meaning: '1 byte each; hardly any loss' },
      { value: 'int8', meaning: '1 byte each' },
      { value: 'int4', meaning: 'half a byte each and a little more; some loss' },
    ],
  },
  {
    id: 'gpu',
    kind: 'choice',
    default: 'auto',
    meaning: 'GPU of the service.',
    choices: [
      { value: 'auto', meaning: 'the smallest that the model fits, or none where a CPU will do' },
      { value: 'none', meaning: 'none' },
      { value: 'nvidia-l4', meaning: 'NVIDIA L4, 24 GB' },
      { value: 'nvidia-rtx-pro-6000', meaning: 'NVIDIA RTX PRO 6000, 96 GB' },
      { value: 'nvidia-h100-80gb', meaning: 'NVIDIA H100, 80 GB, on GKE and Ray only' },
    ],
  },
  {
    id: 'cpu',
    kind: 'text',
    default: '',
    meaning: 'CPUs of an instance. Empty: what the target needs.',
    form: { pattern: /^(?:[1-9]\d?)?$/, words: 'a whole number: 1, 2, 4, 6 or 8, more with a GPU' },
  },
  {
    id: 'memory',
    kind: 'text',
    default: '',
    meaning: 'Memory of an instance. Empty: what the target needs.',
    form: { pattern: /^(?:[1-9]\d{0,5}(?:Mi|Gi))?$/, words: 'a number with Mi or Gi: 512Mi, 8Gi' },
  },
  {
    id: 'concurrency',
    kind: 'text',
    default: '',
    meaning: 'Requests that one instance takes at a time. Empty: what the target stands.',
    form: count,
  },
  {
    id: 'workers',
    kind: 'text',
    default: '',
    meaning: 'Processes of the server. Empty: one where a model is loaded, else one for each CPU.',
    form: { pattern: /^(?:[1-9]\d?)?$/, words: 'a whole number from 1 on' },
  },
  {
    id: 'min-instances',
    kind: 'text',
    default: '0',
    meaning: 'Instances that are there although nobody asks; each costs all day long.',
    form: { pattern: /^\d{1,4}$/, words: 'a whole number from 0 on' },
  },
  {
    id: 'max-instances',
    kind: 'text',
    default: '',
    meaning: 'Instances at the most. Empty: 10, or 1 with a GPU, which is what a new quota allows.',
    form: count,
  },
  {
    id: 'timeout',
    kind: 'text',
    default: '300',
    meaning: 'Seconds that one request may take.',
    form: { pattern: /^[1-9]\d{0,3}$/, words: 'seconds, 3600 at the most' },
  },
  {
    id: 'loading',
    kind: 'choice',
    default: 'auto',
    meaning: 'Where the weights come from when an instance starts.',
    choices: [
      { value: 'auto', meaning: 'from the image where they are small, else from a bucket' },
      { value: 'baked', meaning: 'from the image' },
      { value: 'bucket', meaning: 'from a bucket of Cloud Storage' },
      { value: 'hub', meaning: 'from the hub at each start; slow, and the hub must answer' },
      { value: 'project', meaning: 'from a folder of the project, copied into the image' },
    ],
  },
  {
    id: 'bucket',
    kind: 'text',
    default: '',
    meaning: 'Bucket with the weights, and a folder in it. Empty: one named after the project.',
    form: {
      pattern: /^(?:(?:gs:\/\/)?[a-z0-9][a-z0-9._-]{1,61}[a-z0-9])?$/,
      words: 'the name of a bucket',
    },
  },
  {
    id: 'max-model-len',
    kind: 'text',
    default: '',
    meaning: 'Tokens of context, for engines that take it. Empty: what fits, 8192 at the most.',
    form: count,
  },
  {
    id: 'max-sequences',
    kind: 'text',
    default: '',
    meaning: 'Sequences that are worked on at a time. Empty: what fits, 8 at the most.',
    form: { pattern: /^(?:[1-9]\d{0,3})?$/, words: 'a whole number from 1 on' },
  },
];
