import { dirname } from 'node:path/posix';
import type { Evidence } from '../../../project/facts.ts';
import { parseJson, type JsonTree } from '../../../project/manifests/configuration/jsonTree.ts';
import type { ModelPlan } from '../servingPlan.ts';
import { evidenceAt, evidenceOfFile, type ProjectFiles } from './projectFiles.ts';

/** A model that lies in the folder, or that a file of the folder describes. */
export interface ModelFolder {
  /** Relative; `.` for the folder itself. For a single file its path. */
  readonly path: string;
  readonly task?: ModelPlan['task'];
  readonly parametersBillion?: number;
  readonly dtype?: string;
  readonly kvBytesPerToken?: number;
  readonly contextLength?: number;
  /** Sum of the files of weights. */
  readonly weightsBytes: number;
  readonly evidence: Evidence;
}

/** What a Modelfile builds on. */
export interface ModelfileBase {
  readonly file: string;
  readonly from: string;
  readonly evidence: Evidence;
}

const weights = /\.(?:safetensors|bin|pt|pth)$/;

/** Folders with a config.json of transformers, and files in GGUF; nearest to the root first. */
export async function modelFolders(files: ProjectFiles): Promise<ModelFolder[]> {
  const configs = files.paths.filter((path) => /(?:^|\/)config\.json$/.test(path)).slice(0, 10);
  const found: ModelFolder[] = [];
  for (const path of configs) {
    const folder = await readConfig(files, path);
    if (folder) found.push(folder);
  }
  for (const path of files.paths.filter((each) => each.endsWith('.gguf')).slice(0, 5)) {
    found.push({
      path,
      task: 'text-generation',
      dtype: 'int4',
      weightsBytes: (await files.size(path)) ?? 0,
      evidence: evidenceOfFile(path),
    });
  }
  return found;
}

async function readConfig(files: ProjectFiles, path: string): Promise<ModelFolder | undefined> {
  const text = (await files.text(path)) ?? '';
  if (!/"(?:model_type|architectures)"\s*:/.test(text)) return undefined;
  const { root } = parseJson({ path, text, size: text.length, sampled: false });
  const config = root.get('text_config').isObject ? root.get('text_config') : root;
  const architecture = root.get('architectures').items[0]?.text ?? '';
  const folder = dirname(path);
  const task = taskOf(architecture);
  const dtype = dtypeOf(root);
  const parameters = parametersOf(config, /"tie_word_embeddings"\s*:\s*true/.test(text));
  const kv = kvBytes(config);
  const context = config.get('max_position_embeddings').number;
  const offset = Math.max(0, text.search(/"(?:model_type|architectures)"/));
  return {
    path: folder,
    ...(task && { task }),
    ...(dtype !== undefined && { dtype }),
    ...(parameters !== undefined && { parametersBillion: parameters }),
    ...(kv !== undefined && { kvBytesPerToken: kv }),
    ...(context !== undefined && { contextLength: context }),
    weightsBytes: await bytesOf(files, folder),
    evidence: evidenceAt(path, text, offset),
  };
}

async function bytesOf(files: ProjectFiles, folder: string): Promise<number> {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const own = files.paths.filter(
    (path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/') && weights.test(path),
  );
  const safe = own.filter((path) => path.endsWith('.safetensors'));
  const sizes = await Promise.all((safe.length > 0 ? safe : own).map((path) => files.size(path)));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

function taskOf(architecture: string): ModelPlan['task'] | undefined {
  if (/ForCausalLM|ForConditionalGeneration|LMHeadModel/.test(architecture)) return 'text-generation';
  if (/ForSequenceClassification|ForTokenClassification/.test(architecture)) return 'classification';
  return architecture === '' ? undefined : /Model$/.test(architecture) ? 'embeddings' : 'other';
}

function dtypeOf(root: JsonTree): string | undefined {
  const quantised = root.get('quantization_config');
  const method = quantised.get('quant_method').text;
  if (method === 'fp8') return 'fp8';
  if (method === 'mxfp4') return 'mxfp4';
  const bits = quantised.get('bits').number;
  if (bits === 4 || method === 'awq' || method === 'gptq') return bits === 8 ? 'int8' : 'int4';
  return root.get('torch_dtype').text ?? root.get('dtype').text;
}

/**
 * Thousands of millions of parameters of a decoder, by its shape: embedding, attention with its grouped heads, gated
 * feed-forward part, experts. Models of other shapes (two embeddings, plain feed-forward parts) differ by a fifth.
 */
function parametersOf(config: JsonTree, isTied: boolean): number | undefined {
  const hidden = config.get('hidden_size').number ?? config.get('n_embd').number ?? config.get('dim').number;
  const layers = layersOf(config);
  const vocabulary = config.get('vocab_size').number;
  if (hidden === undefined || layers === undefined || vocabulary === undefined) return undefined;
  const heads = config.get('num_attention_heads').number ?? config.get('n_head').number ?? 1;
  const kvHeads = config.get('num_key_value_heads').number ?? heads;
  const width = config.get('head_dim').number ?? hidden / heads;
  const gated = config.get('num_key_value_heads').number !== undefined;
  const intermediate = config.get('intermediate_size').number ?? 4 * hidden;
  const experts = config.get('num_local_experts').number ?? config.get('num_experts').number ?? 1;
  const expertWidth = config.get('moe_intermediate_size').number ?? intermediate;
  const attention = hidden * width * (2 * heads + 2 * kvHeads);
  const feedForward = (gated ? 3 : 2) * hidden * (experts > 1 ? expertWidth * experts : intermediate);
  const tied = isTied || !gated;
  return (vocabulary * hidden * (tied ? 1 : 2) + layers * (attention + feedForward)) / 1e9;
}

function kvBytes(config: JsonTree): number | undefined {
  const layers = layersOf(config);
  const heads = config.get('num_attention_heads').number ?? config.get('n_head').number;
  const hidden = config.get('hidden_size').number ?? config.get('n_embd').number;
  if (layers === undefined || heads === undefined || hidden === undefined) return undefined;
  const kvHeads = config.get('num_key_value_heads').number ?? heads;
  return 2 * layers * kvHeads * (config.get('head_dim').number ?? hidden / heads) * 2;
}

function layersOf(config: JsonTree): number | undefined {
  return (
    config.get('num_hidden_layers').number ?? config.get('n_layer').number ?? config.get('n_layers').number
  );
}

/** The last FROM of the Modelfile nearest to the root. */
export async function modelfileBase(files: ProjectFiles): Promise<ModelfileBase | undefined> {
  const file = files.paths.find((path) =>
    /(?:^|\/)(?:Modelfile(?:[.-][\w.-]+)?|[^/]+\.[Mm]odelfile)$/.test(path),
  );
  const text = file === undefined ? undefined : await files.text(file);
  if (file === undefined || text === undefined) return undefined;
  const base = [...text.matchAll(/^[ \t]*FROM[ \t]+(\S.*?)[ \t]*$/gim)].at(-1);
  if (base?.[1] === undefined) return undefined;
  const from = base[1].replace(/^(["'])(.*)\1$/, '$2').replaceAll('\\', '/');
  return { file, from, evidence: evidenceAt(file, text, base.index) };
}
