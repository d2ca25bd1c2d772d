import type { InfoReader } from './infoReader.ts';

/** What a layer keeps while it reads: keys and values of tokens, a state of fixed size, or nothing. */
export type LayerMemory =
  | {
      readonly kind: 'attention';
      /** Keys and values of one token, in elements. */
      readonly elements: number;
      /** Of these, the keys. */
      readonly keyElements: number;
      /** Looks back only so many tokens. */
      readonly window?: number;
      /** Keys hold the values too (multi-head latent attention). */
      readonly latent?: boolean;
    }
  | { readonly kind: 'state'; readonly bytes: number }
  | { readonly kind: 'none' };

const none: LayerMemory = { kind: 'none' };

/** Every layer's memory, by what the architecture's loaders in Ollama (`model/models`) and llama.cpp do. */
export function layerMemories(reader: InfoReader, blockCount: number, keyLength: number): LayerMemory[] {
  const architecture = reader.architecture ?? '';
  if (/bert|^t5encoder$/.test(architecture)) return Array.from({ length: blockCount }, () => none);
  const headsKv = headsOfKeys(reader, blockCount);
  const recurrent = recurrentLayers(reader, headsKv);
  // Gemma's last layers use the keys and values of earlier ones.
  const kept = blockCount - (reader.number('attention.shared_kv_layers') ?? 0);
  const windowed = windowedLayers(reader, blockCount);
  const width = keyWidths(reader, keyLength);
  return headsKv.map((heads, layer) => {
    if (layer >= kept) return none;
    if (recurrent[layer] === true) return stateOf(reader, layer, blockCount);
    const window = windowed?.[layer] === true ? reader.number('attention.sliding_window') : undefined;
    const { keys, values } = window === undefined ? width.full : width.windowed;
    const latent = reader.number('attention.key_length_mla') !== undefined;
    return {
      kind: 'attention',
      elements: heads * (keys + values),
      keyElements: heads * keys,
      window,
      latent,
    };
  });
}

/** Older files of Gemma 4 give the number for its global layers apart. */
function headsOfKeys(reader: InfoReader, blockCount: number): number[] {
  const all = reader.perLayer(
    'attention.head_count_kv',
    blockCount,
    reader.number('attention.head_count') ?? 1,
  );
  const global = reader.number('attention.global_head_count_kv') ?? 0;
  const windowed = windowedLayers(reader, blockCount);
  if (global === 0 || windowed === undefined) return all;
  return all.map((heads, layer) => (windowed[layer] === true ? heads : global));
}

/** Keys and values of one head; Gemma 4 has narrower ones in its windowed layers. */
function keyWidths(reader: InfoReader, keyLength: number) {
  const values = reader.number('attention.value_length') ?? keyLength;
  return {
    full: { keys: keyLength, values },
    windowed: {
      keys: reader.number('attention.key_length_swa') ?? keyLength,
      values:
        reader.number('attention.value_length_swa') ?? reader.number('attention.key_length_swa') ?? values,
    },
  };
}

/**
 * Of so many layers in a row, the last looks back over everything, where the file does not say which.
 * Source: `set_swa_pattern` in llama.cpp's model loader.
 */
const fullEvery: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3: 6,
  gemma3n: 5,
  gemma4: 6,
  'gpt-oss': 2,
  gptoss: 2,
  cohere2: 4,
  llama4: 4,
  olmo3: 4,
  olmo2: 4,
  exaone4: 4,
};

/** Undefined where the architecture has no windows, or has them switched off. */
function windowedLayers(reader: InfoReader, blockCount: number): boolean[] | undefined {
  if ((reader.number('attention.sliding_window') ?? 0) === 0) return undefined;
  const pattern = reader.array('attention.sliding_window_pattern');
  if (pattern !== undefined && pattern.length > 1) {
    return Array.from({ length: blockCount }, (_, layer) => (pattern[layer] ?? 0) !== 0);
  }
  const every =
    reader.number('attention.sliding_window_pattern') ?? fullEvery[reader.architecture ?? ''] ?? 1;
  if (every <= 1) return undefined;
  return Array.from({ length: blockCount }, (_, layer) => (layer + 1) % every !== 0);
}

/** Layers that keep a state: by their missing heads, or by the interval of full attention (Qwen 3.5 and next). */
function recurrentLayers(reader: InfoReader, headsKv: readonly number[]): boolean[] {
  const hasState = (reader.number('ssm.state_size') ?? reader.number('shortconv.l_cache') ?? 0) > 0;
  if (!hasState) return headsKv.map(() => false);
  const attends = headsKv.some((heads) => heads > 0);
  if (headsKv.some((heads) => heads === 0) || !attends) return headsKv.map((heads) => heads === 0);
  const interval = /^qwen3(5|next)/.test(reader.architecture ?? '')
    ? (reader.number('full_attention_interval') ?? 4)
    : 0;
  if (interval > 0) return headsKv.map((_, layer) => (layer + 1) % interval !== 0);
  // Mamba's loaders know no heads at all.
  return headsKv.map(() => /^mamba/.test(reader.architecture ?? ''));
}

/**
 * Convolution and recurrent state of a layer, always in 32 bits.
 * Source: `n_embd_r` and `n_embd_s` in llama.cpp; the same in the server's `GraphSize`.
 */
function stateOf(reader: InfoReader, layer: number, blockCount: number): LayerMemory {
  const shortConvolution = reader.number('shortconv.l_cache');
  if (shortConvolution !== undefined) {
    return { kind: 'state', bytes: 4 * (shortConvolution - 1) * (reader.number('embedding_length') ?? 0) };
  }
  // Nemotron-H: a layer of its own for each feed-forward, which keeps nothing.
  const feedForward = reader.array('feed_forward_length')?.[layer] ?? 0;
  if (feedForward > 0 && (reader.array('feed_forward_length')?.length ?? 0) === blockCount) return none;
  const inner = reader.number('ssm.inner_size') ?? 0;
  const state = reader.number('ssm.state_size') ?? 0;
  const groups = reader.number('ssm.group_count') ?? 0;
  const convolution = Math.max(0, (reader.number('ssm.conv_kernel') ?? 0) - 1);
  return { kind: 'state', bytes: 4 * (convolution * (inner + 2 * groups * state) + state * inner) };
}
