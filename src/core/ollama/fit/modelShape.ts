import type { ModelInfo, ModelTensor } from '../models.ts';
import { InfoReader } from './infoReader.ts';
import { layerMemories, type LayerMemory } from './layerMemory.ts';
import { weightLayout, type WeightLayout } from './weightLayout.ts';

/** What decides the memory of a model besides its weights. Lengths in elements or tokens. */
export interface ModelShape {
  /** `general.architecture`: `llama`, `gemma3`. */
  readonly architecture: string;
  /** What each repeating layer keeps of the context. */
  readonly layers: readonly LayerMemory[];
  readonly embeddingLength: number;
  readonly headCount: number;
  /** Of one head. */
  readonly keyLength: number;
  /** The widest that tokens become inside a feed-forward layer. */
  readonly feedForwardLength: number;
  readonly expertsUsed: number;
  readonly vocabularySize?: number;
  /** The longest context that the model was made for. */
  readonly contextLength?: number;
  /** Whether it only turns text into vectors. */
  readonly embedding: boolean;
  readonly parameterCount?: number;
  readonly vision?: VisionShape;
  /** Where its bytes are; absent where the tensors are not known. */
  readonly weights?: WeightLayout;
  /** Embeddings for each layer, in elements. */
  readonly perLayerElements: number;
  /** Whether the embedding serves as output too; absent where it is not known. */
  readonly tied?: boolean;
}

/** The part of a model that reads pictures. */
export interface VisionShape {
  readonly patches: number;
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly headCount: number;
}

/**
 * From `/api/show`, or from a file by `modelInfoOf` and `modelTensorsOf`; undefined where the numbers that memory
 * depends on are missing, as for safetensors and adapters.
 */
export function shapeFromModelInfo(
  info: ModelInfo,
  tensors?: readonly ModelTensor[],
): ModelShape | undefined {
  const reader = new InfoReader(info);
  const { architecture } = reader;
  const blockCount = reader.number('block_count');
  const embeddingLength = reader.number('embedding_length');
  if (architecture === undefined || !plausible(blockCount, 4096) || !plausible(embeddingLength, 1 << 20)) {
    return undefined;
  }
  const headCount = Math.max(1, ...reader.perLayer('attention.head_count', blockCount, 1));
  const keyLength = reader.number('attention.key_length') ?? Math.floor(embeddingLength / headCount);
  const weights = tensors === undefined ? undefined : weightLayout(tensors, blockCount);
  return {
    architecture,
    layers: layerMemories(reader, blockCount, keyLength),
    embeddingLength,
    headCount,
    keyLength,
    feedForwardLength: feedForwardLength(reader, blockCount, embeddingLength),
    expertsUsed: reader.number('expert_used_count') ?? 0,
    vocabularySize: vocabulary(tensors) ?? reader.number('vocab_size'),
    contextLength: reader.number('context_length'),
    embedding: reader.number('pooling_type') !== undefined || /bert$/.test(architecture),
    parameterCount: reader.plainNumber('general.parameter_count'),
    vision: visionShape(reader),
    perLayerElements:
      (reader.number('embedding_length_per_layer_input') ?? 0) *
      blockCount *
      (vocabulary(tensors) ?? reader.number('vocab_size') ?? 0),
    weights,
    tied: weights?.tied,
  };
}

function plausible(value: number | undefined, most: number): value is number {
  return value !== undefined && value >= 1 && value <= most;
}

/** With experts the tokens are as wide as all of the chosen ones together. */
function feedForwardLength(reader: InfoReader, blockCount: number, embeddingLength: number): number {
  const dense = Math.max(0, ...reader.perLayer('feed_forward_length', blockCount, 0));
  const used = reader.number('expert_used_count') ?? 0;
  if (used === 0) return dense === 0 ? 4 * embeddingLength : dense;
  return used * Math.max(reader.number('expert_feed_forward_length') ?? dense, 1);
}

function vocabulary(tensors: readonly ModelTensor[] | undefined): number | undefined {
  return tensors?.find(({ name }) => name === 'token_embd.weight')?.shape[1];
}

function visionShape(reader: InfoReader): VisionShape | undefined {
  const blocks = reader.number('vision.block_count') ?? 0;
  const embeddingLength = reader.number('vision.embedding_length');
  if (blocks === 0 || embeddingLength === undefined) return undefined;
  // Qwen's picture has two million points at most, whatever its sides.
  const imageSize = Math.min(reader.number('vision.image_size') ?? 1448, 2048);
  return {
    patches: Math.floor(imageSize / Math.max(1, reader.number('vision.patch_size') ?? 14)) ** 2,
    embeddingLength,
    feedForwardLength: reader.number('vision.feed_forward_length') ?? 4 * embeddingLength,
    headCount: reader.number('vision.attention.head_count') ?? 16,
  };
}
