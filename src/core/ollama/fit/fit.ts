/** How the server stores keys and values of the context: `OLLAMA_KV_CACHE_TYPE`. */
export type KvCacheType = 'f16' | 'q8_0' | 'q4_0';

/** Where a model would run. */
export type FitVerdict = 'gpu' | 'partly' | 'cpu' | 'no';

/** The memory of the machine that the server runs on, in bytes. */
export interface MemoryBudget {
  /** `unified`: one memory for CPU and GPU, as in Apple's chips. */
  readonly kind: 'gpu' | 'unified' | 'cpu';
  readonly gpus: readonly { readonly name: string; readonly totalBytes: number }[];
  readonly ramBytes: number;
}

/** What a model takes, in bytes, and where that puts it. */
export interface Fit {
  readonly verdict: FitVerdict;
  /** The part that runs on GPUs, 0 to 1. */
  readonly gpuShare: number;
  readonly weightsBytes: number;
  readonly kvCacheBytes: number;
  /** Compute buffers and what the runtime itself takes. */
  readonly overheadBytes: number;
  readonly totalBytes: number;
  /** The memory it was held against. */
  readonly budgetBytes: number;
  /** Whose memory that is: `NVIDIA L4`; absent where it is the computer's own. */
  readonly budgetName?: string;
  /** How many layers run on GPUs, and of how many, the output layer among them. */
  readonly gpuLayers?: number;
  readonly layerCount?: number;
  /** The context that was reckoned with, in tokens. */
  readonly contextLength: number;
  /** False where only the size of the file is known, and the rest is a rule of thumb. */
  readonly exact: boolean;
}
