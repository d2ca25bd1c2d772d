import type { Engine } from './engine.ts';
import type { KvCacheType } from './fit.ts';
import type { LayerMemory } from './layerMemory.ts';
import type { ModelShape } from './modelShape.ts';

/** How the context is kept. */
export interface CacheSettings {
  readonly engine: Engine;
  /** Of one request, in tokens. */
  readonly contextLength: number;
  readonly kvCacheType: KvCacheType;
  /** Requests at once: each has a context of its own. */
  readonly parallel: number;
  /** Tokens that are read at once. */
  readonly batch: number;
}

/**
 * Bytes of one element of the cache. Quantised blocks of 32 carry a scale of two bytes.
 * Source: `block_q8_0` and `block_q4_0` in ggml-common.h.
 */
export const cacheElementBytes: Readonly<Record<KvCacheType, number>> = {
  f16: 2,
  q8_0: 34 / 32,
  q4_0: 18 / 32,
};

/** Both engines make room for a multiple of so many tokens. Source: `CachePadding` in `ml/backend/ggml/ggml.go`. */
const padding = 256;

/** Windows that the older engine keeps longer than it looks back. Source: `NewSWAMemCache` in its models. */
const keptWindow: Readonly<Record<string, number>> = { gptoss: 4096, 'gpt-oss': 4096, gemma4: 4096 };

/**
 * The older engine keeps 24 checkpoints of a recurrent state beside the state itself.
 * Source: `DefaultCheckpointCount` in `kvcache/recurrent.go` of Ollama 0.24; 25 measured.
 */
const keptStates = 25;

/** What each layer keeps of the context, in bytes. */
export function cacheBytes(shape: ModelShape, settings: CacheSettings): number[] {
  return shape.layers.map((layer) => layerBytes(shape, layer, settings));
}

function layerBytes(shape: ModelShape, layer: LayerMemory, settings: CacheSettings): number {
  if (layer.kind === 'none') return 0;
  if (layer.kind === 'state')
    return layer.bytes * settings.parallel * (settings.engine === 'ollama' ? keptStates : 1);
  const latent = layer.latent === true && settings.engine === 'llama-server';
  const elements = latent ? layer.keyElements : layer.elements;
  return cellsOf(shape, layer.window, settings) * elements * cacheElementBytes[settings.kvCacheType];
}

/**
 * For how many tokens a layer has room.
 * Source: `Causal.Init` in `kvcache/causal.go` of Ollama 0.24; `llama_kv_cache_iswa` in llama.cpp. llama.cpp inside
 * older servers kept the whole context in every layer: `GraphSize` in `fs/ggml/ggml.go`.
 */
export function cellsOf(shape: ModelShape, window: number | undefined, settings: CacheSettings): number {
  const { contextLength, parallel, batch, engine } = settings;
  const whole = contextLength * parallel;
  return Math.ceil(tokens() / padding) * padding;

  function tokens(): number {
    // Llama 4 looks at chunks, not through a window: the older engine keeps everything for it.
    if (window === undefined || engine === 'llama') return whole;
    // llama.cpp adds room for one more token, which the rounding makes a whole step.
    if (engine === 'llama-server') return Math.min(whole, window * parallel + batch + 1);
    const kept = Math.max(window + (parallel > 1 ? 1 : 0), keptWindow[shape.architecture] ?? 0);
    return kept >= contextLength ? whole : kept * parallel + batch;
  }
}
