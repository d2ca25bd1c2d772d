import type { SyntaxNode } from '@lezer/common';
import type { Evidence } from '../../../project/facts.ts';
import { argumentsOf, stringValue, type Argument } from '../../../project/sources/python/pythonTree.ts';
import type { Excerpt } from '../../../project/sources/excerpt.ts';
import { tellingLines } from '../../../project/sources/python/tellingLines.ts';
import { WordGate } from '../../../project/sources/wordGate.ts';
import type { ModelPlan } from '../servingPlan.ts';
import { callsOf } from './applicationObjects.ts';
import { constantsOf, type Constants } from './constants.ts';
import { evidenceAt } from './projectFiles.ts';
import { pythonSource, type PythonSource } from './pythonSources.ts';

/** A model that the code loads. */
export interface ModelUse {
  /** `Qwen/Qwen3-8B`, or a path. Absent where a pipeline names only its task. */
  readonly id?: string;
  readonly revision?: string;
  readonly task?: ModelPlan['task'];
  /** The task of `pipeline("…")`, as written. */
  readonly pipeline?: string;
  readonly library: 'transformers' | 'sentence-transformers' | 'diffusers' | 'vllm' | 'tensorrt-llm' | 'hub';
  /** The numbers that the code asks for: `bfloat16`, `int4`. */
  readonly dtype?: string;
  /** The environment variable that the code takes the id from. */
  readonly variable?: string;
  readonly evidence: Evidence;
}

interface Loader {
  readonly callee: RegExp;
  readonly library: ModelUse['library'];
  /** Keywords that hold the id; by position it is the first argument. */
  readonly keywords: readonly string[];
  readonly positional: boolean;
}

const loaders: readonly Loader[] = [
  { callee: /(?:^|\.)pipeline$/, library: 'transformers', keywords: ['model'], positional: false },
  {
    callee: /(?:^|\.)(?:SentenceTransformer|CrossEncoder|SparseEncoder)$/,
    library: 'sentence-transformers',
    keywords: ['model_name_or_path', 'model_name'],
    positional: true,
  },
  {
    callee: /(?:^|\.)HuggingFace(?:Bge|Instruct)?Embeddings?$/,
    library: 'sentence-transformers',
    keywords: ['model_name', 'model'],
    positional: false,
  },
  {
    callee: /(?:Diffusion\w*|Pipeline\w*|AutoPipelineFor\w+)\.from_pretrained$/,
    library: 'diffusers',
    keywords: ['pretrained_model_name_or_path'],
    positional: true,
  },
  {
    callee: /\.from_pretrained$/,
    library: 'transformers',
    keywords: ['pretrained_model_name_or_path', 'model_name'],
    positional: true,
  },
  {
    callee: /(?:^|\.)(?:LLM|AsyncEngineArgs|EngineArgs)$/,
    library: 'vllm',
    keywords: ['model'],
    positional: true,
  },
  { callee: /(?:^|\.)snapshot_download$/, library: 'hub', keywords: ['repo_id'], positional: true },
];

const gate =
  /\b(?:pipeline|SentenceTransformer|CrossEncoder|SparseEncoder|HuggingFace\w*Embeddings?|from_pretrained|LLM|AsyncEngineArgs|EngineArgs|snapshot_download)\s*\(/;

/** What a statement that loads a model mentions: only such statements are parsed. */
const marks = new WordGate([
  'pipeline',
  'SentenceTransformer',
  'CrossEncoder',
  'SparseEncoder',
  'Embeddings',
  'from_pretrained',
  'LLM',
  'EngineArgs',
  'snapshot_download',
]);

const anyLoader = new RegExp(loaders.map(({ callee }) => callee.source).join('|'));

/** All models that the product's files load to use them, in the order of the files, each place once. */
export function modelUses(sources: readonly PythonSource[]): ModelUse[] {
  const loading = sources.filter(({ text }) => gate.test(text) && !isTraining(text));
  if (loading.length === 0) return [];
  const constants = constantsOf(sources);
  return loading.flatMap((source) => usesIn(source, tellingLines(source.text, [], marks), constants));
}

/** What a script trains from is not what the application serves. */
function isTraining(text: string): boolean {
  return /\b\w*(?:Trainer|TrainingArguments|SFTConfig)\(/.test(text) && !/\b(?:FastAPI|Flask)\(/.test(text);
}

function usesIn(whole: PythonSource, excerpt: Excerpt, constants: Constants): ModelUse[] {
  const source = pythonSource(whole.path, excerpt.text);
  return callsOf(source, anyLoader).flatMap((call) => {
    const use = useOf(call, source, whole.text, constants);
    if (!use) return [];
    return [{ ...use, evidence: evidenceAt(whole.path, whole.text, excerpt.originOf(call.from)) }];
  });
}

/** `source` is the part that the call stands in, `whole` the text of its file. */
function useOf(
  call: SyntaxNode,
  source: PythonSource,
  whole: string,
  constants: Constants,
): Omit<ModelUse, 'evidence'> | undefined {
  const callee = call.firstChild ? source.text.slice(call.firstChild.from, call.firstChild.to) : '';
  const loader = loaders.find((each) => each.callee.test(callee));
  const list = call.lastChild;
  if (!loader || list?.name !== 'ArgList' || isOther(loader, callee, whole)) return undefined;
  const given = argumentsOf(list, source.text);
  const argument =
    given.find(({ name }) => name !== undefined && loader.keywords.includes(name)) ??
    (loader.positional ? given.find(({ name }, index) => index === 0 && name === undefined) : undefined);
  const found = argument && constants.resolve(argument.value, source);
  const pipeline = loader.callee.source.includes('pipeline$') ? pipelineTask(given, source.text) : undefined;
  const id = found && fullId(found.value.replaceAll('\\', '/'), callee);
  if ((id === undefined || !isModelId(id)) && pipeline === undefined) return undefined;
  const revision = textArgument(given, 'revision', source.text);
  const task = taskOfCall(callee, pipeline);
  return {
    ...(id !== undefined && isModelId(id) && { id }),
    ...(revision !== undefined && { revision }),
    ...(task && { task }),
    ...(pipeline !== undefined && { pipeline }),
    ...(found?.variable !== undefined && { variable: found.variable }),
    ...dtypeOfCall(source.text.slice(list.from, list.to), whole),
    library: loader.library,
  };
}

/** `torch_dtype=torch.float16`, `dtype="bfloat16"`, `load_in_4bit=True`, here or in a BitsAndBytesConfig of the file. */
function dtypeOfCall(list: string, text: string): { dtype?: string } {
  const bits = /\bload_in_([48])bit\s*=\s*True/.exec(/quantization_config/.test(list) ? text : list)?.[1];
  if (bits !== undefined) return { dtype: `int${bits}` };
  const dtype = /\b(?:torch_)?dtype\s*=\s*(?:torch\.|["'])(float16|bfloat16|float32|half)\b/.exec(list)?.[1];
  return dtype === undefined ? {} : { dtype: dtype === 'half' ? 'float16' : dtype };
}

/** Words that other libraries use as well count only beside their import. */
function isOther({ library }: Loader, callee: string, text: string): boolean {
  if (library === 'vllm') return !/\bvllm\b|\btensorrt_llm\b/.test(text);
  if (/(?:^|\.)pipeline$/.test(callee)) return !/\btransformers\b/.test(text);
  return /(?:Tokenizer\w*|Config|Processor|FeatureExtractor|LoraConfig)\.from_pretrained$/.test(callee);
}

/** The owner that sentence-transformers puts before a name without one. */
function fullId(id: string, callee: string): string {
  const isShort =
    /(?:^|\.)(?:SentenceTransformer|HuggingFace\w*Embeddings?)$/.test(callee) && !id.includes('/');
  return isShort && /-(?:MiniLM|mpnet|distilroberta|base)|^(?:all|multi|paraphrase)-/i.test(id)
    ? `sentence-transformers/${id}`
    : id;
}

function pipelineTask(given: readonly Argument[], text: string): string | undefined {
  const first = given[0];
  return (
    textArgument(given, 'task', text) ??
    (first?.name === undefined ? stringValue(first?.value ?? null, text) : undefined)
  );
}

function textArgument(given: readonly Argument[], name: string, text: string): string | undefined {
  const found = given.find((each) => each.name === name);
  return found && stringValue(found.value, text);
}

const pipelineTasks: Readonly<Record<string, ModelPlan['task']>> = {
  'text-generation': 'text-generation',
  'text2text-generation': 'text-generation',
  summarization: 'text-generation',
  translation: 'text-generation',
  'feature-extraction': 'embeddings',
  'sentiment-analysis': 'classification',
  'text-classification': 'classification',
  'token-classification': 'classification',
  ner: 'classification',
  'zero-shot-classification': 'classification',
};

function taskOfCall(callee: string, pipeline: string | undefined): ModelPlan['task'] | undefined {
  if (pipeline !== undefined)
    return pipelineTasks[pipeline.replace(/^translation_\w+$/, 'translation')] ?? 'other';
  if (
    /ForCausalLM|ForSeq2SeqLM|ForConditionalGeneration|(?:^|\.)(?:LLM|AsyncEngineArgs|EngineArgs)$/.test(
      callee,
    )
  )
    return 'text-generation';
  if (/SentenceTransformer|SparseEncoder|Embeddings?$/.test(callee)) return 'embeddings';
  if (/ForSequenceClassification|ForTokenClassification|CrossEncoder/.test(callee)) return 'classification';
  if (
    /For(?:ImageClassification|SpeechSeq2Seq|ObjectDetection|CTC|QuestionAnswering)|Diffusion|AutoPipeline/.test(
      callee,
    )
  )
    return 'other';
  return undefined;
}

/** `name`, `owner/name` or a path of the folder: nothing with blanks, and no address. */
export function isModelId(text: string): boolean {
  return (
    /^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+){0,8}\/?$/.test(text) &&
    !/^[\d.]+$|^\.+$/.test(text) &&
    text.length <= 200
  );
}
