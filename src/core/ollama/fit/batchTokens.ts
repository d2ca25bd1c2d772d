import type { CacheSettings } from './cacheBytes.ts';
import type { ModelShape } from './modelShape.ts';

const usual = 512;

/**
 * How many tokens are read at once. New servers read more of a long context at once where there is room to spare;
 * embedding models read 2048. Older servers read 512, and the whole context with models that keep nothing of it.
 * Source: `automaticGenerationBatch` in the server's `server/sched.go` and `DefaultEmbeddingNumBatch` in its
 * `llm/llama_server.go` (0.32); `DefaultOptions` in `api/types.go` and `allocModel` in `runner/ollamarunner` of 0.24.
 */
export function batchTokens(
  shape: ModelShape,
  settings: Omit<CacheSettings, 'batch'>,
  weightsBytes: number,
  gpuBytes: number,
): number {
  const { engine, contextLength, parallel } = settings;
  const keepsNothing = shape.layers.every(({ kind }) => kind === 'none');
  if (engine !== 'llama-server') {
    return keepsNothing || (shape.embedding && engine === 'llama') ? contextLength : usual;
  }
  if (shape.embedding || keepsNothing) return 2048;
  const context = contextLength * parallel;
  const predicted = weightsBytes + wholeCache(shape) * context;
  const fits = steps.find((step) => context > step.above && hasRoom(step, predicted, gpuBytes));
  return fits?.tokens ?? usual;
}

interface Step {
  readonly above: number;
  readonly tokens: number;
  /** The part of the GPUs' memory that the model may take at most. */
  readonly most: number;
  readonly extraBytes: number;
}

const steps: readonly Step[] = [
  { above: 32_768, tokens: 2048, most: 0.6, extraBytes: 2 ** 31 },
  { above: 4096, tokens: 1024, most: 0.75, extraBytes: 768 * 2 ** 20 },
];

/** Without a GPU the server does not look. */
function hasRoom({ most, extraBytes }: Step, predicted: number, gpuBytes: number): boolean {
  return gpuBytes === 0 || (predicted <= gpuBytes * most && extraBytes <= gpuBytes * 0.8 - predicted);
}

/** Bytes per token, windows not heeded, as the server predicts. */
function wholeCache({ layers }: ModelShape): number {
  return layers.reduce((sum, layer) => sum + (layer.kind === 'attention' ? 2 * layer.elements : 0), 0);
}
