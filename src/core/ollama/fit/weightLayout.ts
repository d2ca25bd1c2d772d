import { tensorBytes } from '../gguf/tensorTypes.ts';
import type { ModelTensor } from '../models.ts';

/** The bytes of a model's weights, by where the server puts them. */
export interface WeightLayout {
  /** Token embeddings: always on the CPU. */
  readonly inputBytes: number;
  /** Each repeating layer. */
  readonly layerBytes: readonly number[];
  /** The output layer, without the embedding where that serves for it. */
  readonly outputBytes: number;
  /** The token embedding alone. */
  readonly embeddingBytes: number;
  readonly tied: boolean;
  /** Embeddings for each layer (Gemma 3n and 4), which are not in the other numbers. */
  readonly perLayerBytes: number;
}

/**
 * Sorts tensors as the server does; undefined when one has an unknown type.
 * Source: `New` in `ml/backend/ggml/ggml.go` of Ollama 0.24; llama.cpp's `LLM_TN` layers agree.
 */
export function weightLayout(tensors: readonly ModelTensor[], blockCount: number): WeightLayout | undefined {
  const layerBytes = Array.from({ length: blockCount }, () => 0);
  let [inputBytes, outputBytes, embeddingBytes, perLayerBytes] = [0, 0, 0, 0];
  let tied = true;
  for (const { name, type, shape } of tensors) {
    const bytes = tensorBytes(type, shape);
    if (bytes === undefined) return undefined;
    const layer = /^blk\.(\d+)\./.exec(name)?.[1];
    if (layer !== undefined && Number(layer) < blockCount) {
      layerBytes[Number(layer)] = (layerBytes[Number(layer)] ?? 0) + bytes;
    } else if (name === 'token_embd.weight') {
      embeddingBytes = bytes;
      inputBytes += bytes;
    } else if (name.startsWith('per_layer_token_embd')) {
      perLayerBytes += bytes;
    } else if (isInput.test(name)) {
      inputBytes += bytes;
    } else {
      if (name === 'output.weight') tied = false;
      outputBytes += bytes;
    }
  }
  return { inputBytes, layerBytes, outputBytes, embeddingBytes, tied, perLayerBytes };
}

const isInput = /^(?:position_embd|token_embd|token_embd_norm|token_norm_embd|token_types)\b/;
