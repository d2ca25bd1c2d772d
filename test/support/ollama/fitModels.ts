import type { GgufTensorInput } from './ggufWriter.ts';

/** The shape of a model to be written with zeros for weights: memory is reckoned the same as for a trained one. */
export interface FitModel {
  readonly name: string;
  readonly architecture: string;
  readonly layers: number;
  readonly embedding: number;
  readonly heads: number;
  readonly headsKv: number;
  readonly headSize: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly context: number;
  /** Of the large tensors; norms are F32 as in real files. */
  readonly weights: GgufTensorInput['type'];
  /** No `output.weight`: the embedding serves for both. */
  readonly tied?: boolean;
  readonly window?: number;
  readonly experts?: number;
  readonly expertsUsed?: number;
  /** Layers but each fourth keep a state instead of keys and values (gated delta net). */
  readonly state?: {
    readonly size: number;
    readonly groups: number;
    readonly heads: number;
    readonly kernel: number;
  };
  /** Of the layers without a window, where they differ. */
  readonly globalHeadSize?: number;
  /** The last layers that use the keys and values of earlier ones. */
  readonly sharedLayers?: number;
}

const base = { weights: 'F16', context: 131_072, headSize: 64, vocabulary: 32_000 } as const;

/** One or more of each way to reckon memory: both engines, grouped heads, sliding windows, experts, embeddings. */
export const fitModels: readonly FitModel[] = [
  {
    ...base,
    name: 'llama-gqa',
    architecture: 'llama',
    layers: 8,
    embedding: 1024,
    heads: 16,
    headsKv: 4,
    feedForward: 2816,
  },
  {
    ...base,
    name: 'llama-q8',
    architecture: 'llama',
    layers: 12,
    embedding: 1536,
    heads: 24,
    headsKv: 8,
    feedForward: 4096,
    weights: 'Q8_0',
    vocabulary: 64_000,
  },
  {
    ...base,
    name: 'llama-tied',
    architecture: 'llama',
    layers: 6,
    embedding: 768,
    heads: 12,
    headsKv: 12,
    feedForward: 2048,
    tied: true,
  },
  {
    ...base,
    name: 'qwen2',
    architecture: 'qwen2',
    layers: 10,
    embedding: 896,
    heads: 14,
    headsKv: 2,
    feedForward: 4864,
    tied: true,
    context: 32_768,
  },
  {
    ...base,
    name: 'phi3',
    architecture: 'phi3',
    layers: 6,
    embedding: 1024,
    heads: 16,
    headsKv: 16,
    feedForward: 2816,
    window: 2047,
    context: 4096,
  },
  {
    ...base,
    name: 'gemma2',
    architecture: 'gemma2',
    layers: 8,
    embedding: 1024,
    heads: 8,
    headsKv: 4,
    headSize: 128,
    feedForward: 4096,
    tied: true,
    window: 4096,
    context: 8192,
  },
  {
    ...base,
    name: 'qwen3',
    architecture: 'qwen3',
    layers: 8,
    embedding: 1024,
    heads: 16,
    headsKv: 8,
    headSize: 128,
    feedForward: 3072,
    context: 40_960,
    tied: true,
  },
  {
    ...base,
    name: 'qwen3-wide',
    architecture: 'qwen3',
    layers: 4,
    embedding: 2048,
    heads: 16,
    headsKv: 8,
    headSize: 128,
    feedForward: 6144,
    context: 40_960,
    weights: 'Q8_0',
  },
  {
    ...base,
    name: 'qwen3moe',
    architecture: 'qwen3moe',
    layers: 6,
    embedding: 1024,
    heads: 16,
    headsKv: 4,
    headSize: 128,
    feedForward: 384,
    experts: 16,
    expertsUsed: 4,
    context: 40_960,
    weights: 'Q8_0',
  },
  {
    ...base,
    name: 'gemma3',
    architecture: 'gemma3',
    layers: 12,
    embedding: 1152,
    heads: 4,
    headsKv: 1,
    headSize: 256,
    feedForward: 4096,
    tied: true,
    window: 512,
    context: 32_768,
  },
  {
    ...base,
    name: 'gemma3-wide',
    architecture: 'gemma3',
    layers: 6,
    embedding: 2560,
    heads: 8,
    headsKv: 4,
    headSize: 256,
    feedForward: 5120,
    tied: true,
    window: 1024,
    weights: 'Q8_0',
  },
  {
    ...base,
    name: 'gptoss',
    architecture: 'gptoss',
    layers: 6,
    embedding: 960,
    heads: 16,
    headsKv: 4,
    headSize: 64,
    feedForward: 960,
    experts: 8,
    expertsUsed: 4,
    window: 128,
    weights: 'Q8_0',
  },
  {
    ...base,
    name: 'mistral3',
    architecture: 'mistral3',
    layers: 8,
    embedding: 1280,
    heads: 16,
    headsKv: 8,
    headSize: 128,
    feedForward: 3584,
    weights: 'Q8_0',
    context: 32_768,
  },
  {
    ...base,
    name: 'olmo3',
    architecture: 'olmo3',
    layers: 8,
    embedding: 1024,
    heads: 16,
    headsKv: 16,
    headSize: 64,
    feedForward: 2816,
    window: 1024,
    context: 65_536,
  },
  {
    ...base,
    name: 'bert',
    architecture: 'bert',
    layers: 6,
    embedding: 768,
    heads: 12,
    headsKv: 12,
    feedForward: 3072,
    context: 512,
    vocabulary: 30_522,
  },
  {
    ...base,
    name: 'qwen35',
    architecture: 'qwen35',
    layers: 8,
    embedding: 1024,
    heads: 8,
    headsKv: 2,
    headSize: 256,
    feedForward: 3584,
    weights: 'Q8_0',
    tied: true,
    state: { size: 128, groups: 8, heads: 16, kernel: 4 },
  },
  {
    ...base,
    name: 'gemma4',
    architecture: 'gemma4',
    layers: 12,
    embedding: 1280,
    heads: 8,
    headsKv: 2,
    headSize: 256,
    globalHeadSize: 512,
    sharedLayers: 4,
    feedForward: 5120,
    weights: 'Q8_0',
    tied: true,
    window: 512,
  },
];
