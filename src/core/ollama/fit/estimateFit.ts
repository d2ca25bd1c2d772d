import { batchTokens } from './batchTokens.ts';
import { cacheBytes, type CacheSettings } from './cacheBytes.ts';
import { engineOf, type Engine } from './engine.ts';
import type { Fit, KvCacheType, MemoryBudget } from './fit.ts';
import { gpuBytes } from './memoryBudget.ts';
import type { ModelShape } from './modelShape.ts';
import { placeLayers, type Placement } from './placeLayers.ts';
import { guessedWeights, projectorBytes } from './guessedWeights.ts';
import type { WeightLayout } from './weightLayout.ts';
import { workingSpace } from './workingSpace.ts';

export interface FitRequest {
  /** The model's files, in bytes. */
  readonly weightsBytes: number;
  /** Without it only a rule of thumb is left, and the fit is not exact. */
  readonly shape?: ModelShape;
  /** In tokens; cut to the model's own. */
  readonly contextLength: number;
  readonly kvCacheType: KvCacheType;
  /** Requests at once: `OLLAMA_NUM_PARALLEL`, 1 unless said. */
  readonly parallel?: number;
  readonly budget: MemoryBudget;
  /** As `/api/version` says: servers before 0.30 reckon differently. A new one unless said. */
  readonly serverVersion?: string;
}

/**
 * What a model takes at a context, and where that puts it: the same account as the server gives in `/api/ps`.
 * Source of each part: {@link cacheBytes}, {@link workingSpace}, {@link placeLayers}.
 */
export function estimateFit(request: FitRequest): Fit {
  return request.shape === undefined ? ruleOfThumb(request) : reckoned(request, request.shape);
}

function reckoned(request: FitRequest, shape: ModelShape): Fit {
  const { weightsBytes, budget } = request;
  const settings = settingsOf(request, shape);
  const weights = shape.weights ?? guessedWeights(weightsBytes, shape);
  const cache = cacheBytes(shape, settings);
  const onGpu = workingSpace(shape, settings, true);
  const extra = projectorBytes(weightsBytes, shape, settings.engine);
  const layers = weights.layerBytes.map((bytes, layer) => bytes + (cache[layer] ?? 0));
  const again = embeddingAgain(weights, shape, settings.engine);
  const output =
    weights.outputBytes + again + (settings.engine === 'llama-server' ? 0 : weights.perLayerBytes);
  const placement = placeLayers([...layers, output], onGpu + extra, budget, settings.engine);
  const resident = weightsInMemory(weights, again, placement, settings.engine) + extra;
  const overheadBytes = placement.gpuLayers > 0 ? onGpu : workingSpace(shape, settings, false);
  const kvCacheBytes = sum(cache);
  const totalBytes = resident + kvCacheBytes + overheadBytes;
  return judge({
    budget,
    placement,
    weightsBytes: resident,
    kvCacheBytes,
    overheadBytes,
    totalBytes,
    contextLength: settings.contextLength,
    exact: shape.weights !== undefined || shape.vocabularySize !== undefined,
  });
}

function settingsOf(request: FitRequest, shape: ModelShape): CacheSettings {
  const engine = engineOf(shape.architecture, request.serverVersion);
  const contextLength = Math.max(1, Math.min(request.contextLength, shape.contextLength ?? Infinity));
  const { kvCacheType, weightsBytes } = request;
  const parallel = Math.max(1, request.parallel ?? 1);
  const settings = { engine, contextLength, kvCacheType, parallel };
  const batch = batchTokens(shape, settings, weightsBytes, gpuBytes(request.budget));
  return { ...settings, batch: Math.min(batch, contextLength) };
}

/**
 * The embedding lies on the CPU and, where it is the output too, a second time beside the last layer. Encoders have
 * no output; the older engine counts one all the same.
 */
function embeddingAgain(weights: WeightLayout, shape: ModelShape, engine: Engine): number {
  const isEncoder = shape.layers.every(({ kind }) => kind === 'none');
  return weights.tied && !(isEncoder && engine === 'llama-server') ? weights.embeddingBytes : 0;
}

/**
 * Servers before 0.30 did not count the embedding on the CPU for llama.cpp; new ones do not where everything else is
 * on the GPU, and need no second one where nothing is. Embeddings for each layer went with the output before.
 * Source: `MemorySize` in `llm/server.go` of 0.24 and in `llm/llama_server.go` of 0.30.
 */
function weightsInMemory(weights: WeightLayout, again: number, placement: Placement, engine: Engine): number {
  const { inputBytes, perLayerBytes } = weights;
  const layers = sum(weights.layerBytes) + weights.outputBytes;
  switch (engine) {
    case 'llama':
      return layers + again + perLayerBytes;
    case 'ollama':
      return layers + again + perLayerBytes + inputBytes;
    case 'llama-server':
      return placement.whole ? layers + again : layers + inputBytes + perLayerBytes;
  }
}

interface Parts extends Pick<
  Fit,
  'weightsBytes' | 'kvCacheBytes' | 'overheadBytes' | 'totalBytes' | 'contextLength' | 'exact'
> {
  readonly budget: MemoryBudget;
  readonly placement: Placement;
}

function judge({ budget, placement, ...parts }: Parts): Fit {
  const gpu = gpuBytes(budget);
  const room = roomInRam(budget);
  const onCpu = parts.totalBytes - placement.gpuBytes;
  const fitsRam = budget.kind === 'unified' ? parts.totalBytes <= room : onCpu <= room;
  const placed = { ...parts, gpuLayers: placement.gpuLayers, layerCount: placement.layerCount };
  if (placement.whole) {
    return { ...placed, verdict: 'gpu', gpuShare: 1, budgetBytes: gpu, budgetName: gpuName(budget) };
  }
  if (!fitsRam) {
    return {
      ...placed,
      verdict: 'no',
      gpuShare: 0,
      budgetBytes: budget.kind === 'unified' ? budget.ramBytes : gpu + budget.ramBytes,
    };
  }
  if (placement.gpuLayers === 0)
    return { ...placed, verdict: 'cpu', gpuShare: 0, budgetBytes: budget.ramBytes };
  const gpuShare = Math.min(0.99, placement.gpuBytes / parts.totalBytes);
  return { ...placed, verdict: 'partly', gpuShare, budgetBytes: gpu, budgetName: gpuName(budget) };
}

function gpuName({ gpus }: MemoryBudget): string | undefined {
  const [first] = gpus;
  if (first === undefined || gpus.length === 1) return first?.name;
  return gpus.every(({ name }) => name === first.name)
    ? `${String(gpus.length)} × ${first.name}`
    : `${String(gpus.length)} GPUs`;
}

/** The server reserves nothing of it and fails when it is full: an eighth, 2 GiB at most, is left to the system. */
function roomInRam({ ramBytes }: MemoryBudget): number {
  return ramBytes - Math.min(2 * 2 ** 30, ramBytes / 8);
}

/**
 * Where only the size is known: 128 KiB for each token, as of a model of 5 GB with 8 billion parameters, and more or
 * less with the root of the size; a twentieth more than the files and up to 256 MiB to work in.
 */
function ruleOfThumb({ weightsBytes, contextLength, budget }: FitRequest): Fit {
  const kvCacheBytes = Math.round(contextLength * 2 ** 17 * Math.sqrt(weightsBytes / 5e9));
  const overheadBytes = Math.round(weightsBytes * 0.05 + Math.min(2 ** 28, weightsBytes / 8));
  const totalBytes = weightsBytes + kvCacheBytes + overheadBytes;
  const slices = Array.from({ length: 32 }, () => (weightsBytes + kvCacheBytes) / 32);
  const placement = placeLayers(slices, overheadBytes, budget, 'llama-server');
  const fit = judge({
    budget,
    placement,
    weightsBytes,
    kvCacheBytes,
    overheadBytes,
    totalBytes,
    contextLength,
    exact: false,
  });
  // How many layers the model has is not known.
  return { ...fit, gpuLayers: undefined, layerCount: undefined };
}

/** Where only the memory that a model takes in all is known, as of the server's recommendations. */
export function fitOfTotal(totalBytes: number, contextLength: number, budget: MemoryBudget): Fit {
  const slices = Array.from({ length: 32 }, () => totalBytes / 32);
  const placement = placeLayers(slices, 0, budget, 'llama-server');
  const parts = { weightsBytes: totalBytes, kvCacheBytes: 0, overheadBytes: 0, totalBytes, contextLength };
  const fit = judge({ budget, placement, ...parts, exact: false });
  return { ...fit, gpuLayers: undefined, layerCount: undefined };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
