import { halfBits, tensorBytes, writeGguf, type GgufInput, type GgufTensorInput } from './ggufWriter.ts';
import { bytePairVocabulary, sentencePieceVocabulary, type TinyVocabulary } from './tinyVocabulary.ts';

/** What kind of tiny model; the defaults give one of about 250 kB. */
export interface TinyGgufOptions {
  /**
   * `llama` and `qwen2` run in the server's llama.cpp, `qwen3` and `gemma3` (sliding window) in Ollama's own engine.
   * `llama` and `gemma3` have a SentencePiece tokenizer, the others byte pair encoding.
   */
  readonly architecture?: 'llama' | 'qwen2' | 'qwen3' | 'gemma3';
  /** `general.name`, and the seed of the weights: another name gives another file and so another digest. */
  readonly name?: string;
  readonly layers?: number;
  /** A multiple of 32 × heads, so that rows can be quantised. */
  readonly embeddingLength?: number;
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly feedForwardLength?: number;
  readonly contextLength?: number;
  /** F16 unless said; of F32 the server says the quantisation is unknown. */
  readonly tensorType?: 'F32' | 'F16';
  /** A Jinja template for `tokenizer.chat_template`; the server picks its own template for those it knows. */
  readonly chatTemplate?: string;
  /** A model that gives embeddings and no text. */
  readonly embeddingOnly?: boolean;
  /** For gemma3: how far a layer with a sliding window looks back. */
  readonly slidingWindow?: number;
}

type Shape = Required<Omit<TinyGgufOptions, 'chatTemplate'>>;

/**
 * A valid model of random weights: the server creates, loads and runs it on any CPU in a fraction of a second. It
 * speaks words and letters at random and ends its reply after some eighty tokens; every prompt has tokens, because
 * what it does not know is spelt in bytes.
 *
 * To use it: `writeFileSync(join(folder, 'tiny.gguf'), tinyGguf())` beside a Modelfile with `FROM ./tiny.gguf`; or
 * `startRealServer` and `createTinyModel` in `realServer.ts`, which upload it.
 */
export function tinyGguf(options: TinyGgufOptions = {}): Uint8Array {
  const shape = complete(options);
  const vocabulary =
    shape.architecture === 'llama' || shape.architecture === 'gemma3'
      ? sentencePieceVocabulary()
      : bytePairVocabulary();
  const template = options.chatTemplate;
  return writeGguf({
    metadata: {
      ...architectureMetadata(shape),
      ...vocabulary.metadata,
      ...(template === undefined ? {} : { 'tokenizer.chat_template': template }),
    },
    tensors: [
      tokenTensor('token_embd.weight', shape, vocabulary),
      ...Array.from({ length: shape.layers }, (_, layer) => layerTensors(shape, layer)).flat(),
      { name: 'output_norm.weight', dims: [shape.embeddingLength], type: 'F32', data: 'ones' },
      tokenTensor('output.weight', shape, vocabulary),
    ],
  });
}

function complete(options: TinyGgufOptions): Shape {
  return {
    architecture: 'llama',
    name: 'Tiny',
    layers: 2,
    embeddingLength: 64,
    heads: 2,
    kvHeads: 1,
    feedForwardLength: 128,
    contextLength: 2048,
    tensorType: 'F16',
    embeddingOnly: false,
    slidingWindow: 512,
    ...options,
  };
}

function architectureMetadata(shape: Shape): Record<string, GgufInput> {
  const arch = shape.architecture;
  const headLength = shape.embeddingLength / shape.heads;
  return {
    'general.architecture': arch,
    'general.name': shape.name,
    'general.file_type': shape.tensorType === 'F32' ? 0 : 1,
    [`${arch}.block_count`]: shape.layers,
    [`${arch}.context_length`]: shape.contextLength,
    [`${arch}.embedding_length`]: shape.embeddingLength,
    [`${arch}.feed_forward_length`]: shape.feedForwardLength,
    [`${arch}.attention.head_count`]: shape.heads,
    [`${arch}.attention.head_count_kv`]: shape.kvHeads,
    [`${arch}.attention.key_length`]: headLength,
    [`${arch}.attention.value_length`]: headLength,
    [`${arch}.attention.layer_norm_rms_epsilon`]: 0.00001,
    [`${arch}.rope.dimension_count`]: headLength,
    [`${arch}.rope.freq_base`]: { type: 'float32', value: 10000 },
    ...(arch === 'gemma3' ? { 'gemma3.attention.sliding_window': shape.slidingWindow } : {}),
    ...(shape.embeddingOnly ? { [`${arch}.pooling_type`]: 1 } : {}),
  };
}

function layerTensors(shape: Shape, layer: number): GgufTensorInput[] {
  const { architecture, embeddingLength: width, feedForwardLength: inner, tensorType: type } = shape;
  const headLength = width / shape.heads;
  const kvWidth = headLength * shape.kvHeads;
  const matrix = (name: string, from: number, to: number): GgufTensorInput => ({
    name: `blk.${layer}.${name}.weight`,
    dims: [from, to],
    type,
  });
  const vector = (name: string, length: number, data: 'ones' | 'zeros'): GgufTensorInput => ({
    name: `blk.${layer}.${name}`,
    dims: [length],
    type: 'F32',
    data,
  });
  const norms = (...names: string[]): GgufTensorInput[] =>
    names.map((name) => vector(`${name}.weight`, width, 'ones'));
  const heads = ['attn_q_norm.weight', 'attn_k_norm.weight'].map((name) => vector(name, headLength, 'ones'));
  const bias = (name: string, length: number): GgufTensorInput => vector(`${name}.bias`, length, 'zeros');
  return [
    ...norms('attn_norm', 'ffn_norm'),
    ...(architecture === 'gemma3' ? norms('post_attention_norm', 'post_ffw_norm') : []),
    ...(architecture === 'gemma3' || architecture === 'qwen3' ? heads : []),
    ...(architecture === 'qwen2'
      ? [bias('attn_q', width), bias('attn_k', kvWidth), bias('attn_v', kvWidth)]
      : []),
    matrix('attn_q', width, width),
    matrix('attn_k', width, kvWidth),
    matrix('attn_v', width, kvWidth),
    matrix('attn_output', width, width),
    matrix('ffn_gate', width, inner),
    matrix('ffn_up', width, inner),
    matrix('ffn_down', inner, width),
  ];
}

/**
 * One row for each token. The first number of a row decides whether the token is ever said: as an embedding it makes
 * the first number of the state large for every token, and as an output it then speaks against bytes and marks.
 */
function tokenTensor(name: string, shape: Shape, vocabulary: TinyVocabulary): GgufTensorInput {
  const isEmbedding = name.startsWith('token_embd');
  const width = shape.embeddingLength;
  const tensor = { name, dims: [width, vocabulary.size], type: shape.tensorType } as const;
  const data = new Uint8Array(tensorBytes(tensor));
  const view = new DataView(data.buffer);
  const next = randomNumbers(`${name} of ${shape.name}`);
  const put = (index: number, value: number): void => {
    if (shape.tensorType === 'F32') view.setFloat32(index * 4, value, true);
    else view.setUint16(index * 2, halfBits(value), true);
  };
  for (let token = 0; token < vocabulary.size; token++) {
    put(
      token * width,
      isEmbedding || vocabulary.speakable.has(token) ? 1 : token === vocabulary.end ? 0.9 : -1,
    );
    for (let index = 1; index < width; index++) put(token * width + index, next() / 4);
  }
  return { ...tensor, data };
}

/** Numbers from -0.5 to 0.5, the same for the same seed: a linear congruence from the seed's hash. */
function randomNumbers(seed: string): () => number {
  let state = 2166136261;
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 16777619) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}
