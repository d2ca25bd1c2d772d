import { cellsOf, type CacheSettings } from './cacheBytes.ts';
import { usesFlashAttention } from './engine.ts';
import type { ModelShape, VisionShape } from './modelShape.ts';

const single = 4;
const half = 2;

/**
 * Bytes for what is computed between weights and context, at the widest moment of a batch.
 * @param onGpu whether any layer runs on a GPU.
 */
export function workingSpace(shape: ModelShape, settings: CacheSettings, onGpu: boolean): number {
  switch (settings.engine) {
    case 'llama':
      return onGpu ? estimatedByServer(shape, settings) : 0;
    case 'ollama':
      return Math.max(languageSpace(shape, settings), visionSpace(shape, settings));
    case 'llama-server':
      return languageSpace(shape, settings) + visionSpace(shape, settings);
  }
}

/**
 * Rows of a batch while they pass a layer: three of the embedding's width and three of the feed-forward's live at
 * once, and the mask of what each token may look at. Without flash attention every head's scores are written out.
 * Source: measured on Ollama 0.24 (test/fixtures/ollama/fit-measured.json) along `Layer.Forward` of its models; the
 * same rows explain what newer servers report (test/fixtures/ollama/fit-published.json).
 */
function languageSpace(shape: ModelShape, settings: CacheSettings): number {
  const { batch, engine } = settings;
  const experts = shape.expertsUsed > 0 ? 2.5 * shape.expertsUsed * shape.embeddingLength : 0;
  const feedForward = 3 * shape.feedForwardLength;
  const rows = single * batch * (3 * shape.embeddingLength + Math.max(feedForward, experts));
  const windows = new Set(
    shape.layers.flatMap((layer) => (layer.kind === 'attention' ? [layer.window] : [])),
  );
  const cells = [...windows].map((window) => cellsOf(shape, window, settings));
  if (usesFlashAttention(engine, shape.architecture, shape.embedding)) {
    return rows + cells.reduce((sum, count) => sum + half * batch * count, 0);
  }
  const longest = Math.max(batch, ...cells);
  const scores = single * batch * longest * shape.headCount;
  return Math.max(
    rows,
    scores + single * batch * (2 * shape.embeddingLength + 2 * shape.headCount * shape.keyLength),
  );
}

/** The server reserves for the largest picture. Source: `reserveWorstCaseGraph` in `runner/ollamarunner`. */
function visionSpace({ vision, architecture, embedding }: ModelShape, { engine }: CacheSettings): number {
  if (vision === undefined) return 0;
  const rows = single * vision.patches * 3 * (vision.embeddingLength + vision.feedForwardLength);
  const flash = usesFlashAttention(engine, architecture, embedding);
  return rows + (flash ? 0 : visionScores(vision));
}

function visionScores({ patches, headCount }: VisionShape): number {
  return single * patches * patches * headCount;
}

/**
 * What older servers estimate for llama.cpp, which they did not ask.
 * Source: `GraphSize` (`fullOffload`) in `fs/ggml/ggml.go` of Ollama 0.24; architectures that it does not name get
 * `heads / heads of keys * cache / 6` there, which this follows with the cache in half precision.
 */
function estimatedByServer(shape: ModelShape, settings: CacheSettings): number {
  const { embeddingLength, headCount } = shape;
  const context = settings.contextLength * settings.parallel;
  const attention = context * (1 + headCount);
  const output = embeddingLength + (shape.vocabularySize ?? 0);
  const rows = rowsByArchitecture[shape.architecture];
  if (rows !== undefined) {
    return single * settings.batch * Math.max(output, rows * embeddingLength + attention);
  }
  return otherArchitecture(shape, context);
}

/** How many rows of the embedding's width the server reckons with. */
const rowsByArchitecture: Readonly<Record<string, number>> = {
  llama: 4,
  gemma: 4,
  gemma2: 4,
  'command-r': 4,
  qwen2: 2,
  phi2: 4,
  stablelm: 3,
};

function otherArchitecture(shape: ModelShape, context: number): number {
  const attends = shape.layers.flatMap((layer) => (layer.kind === 'attention' ? [layer] : []));
  const heads = Math.max(1, Math.min(...attends.map(({ keyElements }) => keyElements / shape.keyLength)));
  const cache = attends.reduce((sum, { elements }) => sum + half * elements * context, 0);
  return attends.length === 0 ? 0 : (Math.floor(shape.headCount / heads) * cache) / 6;
}
