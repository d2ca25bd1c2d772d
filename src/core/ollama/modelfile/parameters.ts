export type ParameterType = 'int' | 'float' | 'bool' | 'string';

/** A parameter that the server knows. */
export interface ModelfileParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** As a person would write it; with a word where the server decides. */
  readonly default: string;
  /** One or two sentences. */
  readonly meaning: string;
  /** Values outside are taken by the server but make no sense to it. */
  readonly min?: number;
  readonly max?: number;
  /** Values that mean something of their own. */
  readonly special?: string;
  /** To be offered while typing. */
  readonly examples: readonly string[];
  /** The first server that knows it; all that are in use without. */
  readonly since?: string;
}

/**
 * Names and types are those of `Options` and `Runner` in the server's `api/types.go`, defaults those of
 * `DefaultOptions` there, both at v0.24.0; `draft_num_predict` and the second default of `repeat_penalty` at
 * v0.33.0-rc2. What they do: `llm/server.go`, `sample/` and `runner/` of the same.
 */
export const parameters: readonly ModelfileParameter[] = [
  {
    name: 'num_ctx',
    type: 'int',
    default: 'by GPU memory: 4096, 32768 from 24 GiB, 262144 from 48 GiB',
    meaning:
      'How many tokens of conversation the model sees, prompt and answer together. More takes more memory; beyond what the model was made for, the server cuts it down.',
    min: 4,
    examples: ['4096', '8192', '16384', '32768'],
  },
  {
    name: 'temperature',
    type: 'float',
    default: '0.8',
    meaning: 'How freely the next token is drawn: near 0 the likeliest one, higher is more varied.',
    min: 0,
    max: 2,
    special: '0 always takes the likeliest token',
    examples: ['0', '0.2', '0.8', '1'],
  },
  {
    name: 'top_k',
    type: 'int',
    default: '40',
    meaning: 'Draws among this many likeliest tokens.',
    min: 0,
    special: '0 draws among all',
    examples: ['20', '40', '64'],
  },
  {
    name: 'top_p',
    type: 'float',
    default: '0.9',
    meaning: 'Draws among the likeliest tokens that together reach this probability.',
    min: 0,
    max: 1,
    special: '1 draws among all',
    examples: ['0.8', '0.9', '0.95'],
  },
  {
    name: 'min_p',
    type: 'float',
    default: '0',
    meaning: 'Leaves out tokens that are less likely than this share of the likeliest one.',
    min: 0,
    max: 1,
    special: '0 leaves out none',
    examples: ['0.05', '0.1'],
    since: '0.3.1',
  },
  {
    name: 'typical_p',
    type: 'float',
    default: '1',
    meaning: 'Draws among tokens about as surprising as is usual at this place, up to this probability.',
    min: 0,
    max: 1,
    special: '1 draws among all',
    examples: ['0.7', '1'],
  },
  {
    name: 'repeat_penalty',
    type: 'float',
    default: '1.1; from server 0.32.10 on 1',
    meaning: 'Divides the score of tokens that came up lately: above 1 they get rarer.',
    min: 0,
    max: 2,
    special: '1 changes nothing',
    examples: ['1', '1.1'],
  },
  {
    name: 'repeat_last_n',
    type: 'int',
    default: '64',
    meaning: 'How many tokens back the penalties for repetition look.',
    min: -1,
    special: '0 for none, -1 for the whole context',
    examples: ['64', '-1'],
  },
  {
    name: 'presence_penalty',
    type: 'float',
    default: '0',
    meaning: 'Takes this much from the score of every token that came up at all.',
    min: -2,
    max: 2,
    examples: ['0.5', '1.5'],
  },
  {
    name: 'frequency_penalty',
    type: 'float',
    default: '0',
    meaning: 'Takes this much from the score of a token each time it came up.',
    min: -2,
    max: 2,
    examples: ['0.5'],
  },
  {
    name: 'stop',
    type: 'string',
    default: 'none beside those of the base model',
    meaning: 'A text that ends the answer when the model writes it. May come several times.',
    examples: ['"<|im_end|>"', '"</s>"'],
  },
  {
    name: 'seed',
    type: 'int',
    default: '-1',
    meaning: 'Starts the drawing of tokens: the same seed and prompt give the same answer.',
    special: '-1 draws a new one each time',
    examples: ['42'],
  },
  {
    name: 'num_predict',
    type: 'int',
    default: '-1',
    meaning: 'The longest answer in tokens.',
    min: -2,
    special: 'below 0 until the model ends, up to ten times the context',
    examples: ['128', '512', '-1'],
  },
  {
    name: 'num_keep',
    type: 'int',
    default: '4',
    meaning: 'How many tokens of the prompt stay when the context is full and the oldest are dropped.',
    min: -1,
    special: '-1 keeps the whole prompt',
    examples: ['4', '24', '-1'],
  },
  {
    name: 'num_batch',
    type: 'int',
    default: '512',
    meaning: 'How many tokens of the prompt are worked on at once. More is faster and takes more memory.',
    min: 1,
    examples: ['128', '512', '1024'],
  },
  {
    name: 'num_gpu',
    type: 'int',
    default: '-1',
    meaning: 'How many layers run on GPUs.',
    min: -1,
    special: '-1 as many as fit, 0 none',
    examples: ['0', '999'],
  },
  {
    name: 'main_gpu',
    type: 'int',
    default: '0',
    meaning: 'Which GPU does the small work where several are used, counted from 0.',
    min: 0,
    examples: ['0', '1'],
  },
  {
    name: 'use_mmap',
    type: 'bool',
    default: 'by system and model',
    meaning: 'Whether weights are mapped from disk instead of read into memory.',
    examples: ['true', 'false'],
  },
  {
    name: 'num_thread',
    type: 'int',
    default: '0',
    meaning: 'How many threads work on the CPU.',
    min: 0,
    special: '0 lets the server choose, which is nearly always best',
    examples: ['8'],
  },
  {
    name: 'draft_num_predict',
    type: 'int',
    default: '4',
    meaning: 'How many tokens the draft model guesses ahead.',
    min: 0,
    examples: ['4', '8'],
    since: '0.30.0',
  },
];

const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));

/** Names are told apart by case, as the server does. */
export function findParameter(name: string): ModelfileParameter | undefined {
  return byName.get(name);
}

/** Still taken, with a warning, and ignored since 0.7.0, whatever the value. Source: `parser/parser.go`. */
export const deprecatedParameters: readonly string[] = [
  'penalize_newline',
  'low_vram',
  'f16_kv',
  'logits_all',
  'vocab_only',
  'use_mlock',
  'mirostat',
  'mirostat_tau',
  'mirostat_eta',
];

/** Known once, refused now, with the version that dropped them. Source: the history of `api/types.go`. */
export const removedParameters: ReadonlyMap<string, string> = new Map([
  ['embedding_only', '0.1.28'],
  ['num_gqa', '0.1.35'],
  ['rope_frequency_base', '0.1.35'],
  ['rope_frequency_scale', '0.1.35'],
  ['numa', '0.3.4'],
  ['tfs_z', '0.5.2'],
]);

export const parameterTypeNames: Readonly<Record<ParameterType, string>> = {
  int: 'a whole number',
  float: 'a number',
  bool: 'true or false',
  string: 'text',
};
