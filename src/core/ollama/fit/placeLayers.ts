import type { Engine } from './engine.ts';
import type { MemoryBudget } from './fit.ts';

/** Which layers run on GPUs. */
export interface Placement {
  readonly gpuLayers: number;
  /** With the output layer. */
  readonly layerCount: number;
  readonly whole: boolean;
  /** What lies on GPUs: those layers and the working space. */
  readonly gpuBytes: number;
}

const mebi = 2 ** 20;

/**
 * Puts whole layers on the GPUs, from the last one backwards, as the server does: all of them, or as many as there
 * is room for without the output layer. GPUs count as one memory, less what each needs for itself.
 * Source: `assignLayers` and `greedyFit` in `llm/server.go` of Ollama 0.24.
 * @param layers bytes of each layer with its context, the output layer last.
 * @param workingBytes what must lie beside them on a GPU.
 */
export function placeLayers(
  layers: readonly number[],
  workingBytes: number,
  budget: MemoryBudget,
  engine: Engine,
): Placement {
  const reserve = reservedBytes(budget, engine);
  const room =
    budget.gpus.reduce((sum, gpu) => sum + Math.max(0, gpu.totalBytes - reserve), 0) - workingBytes;
  const buffer = engine === 'llama' ? (layers[0] ?? 0) : 0;
  const layerCount = layers.length;
  const all = layers.reduce((sum, bytes) => sum + bytes, 0);
  if (budget.gpus.length > 0 && all <= room - buffer) {
    return { gpuLayers: layerCount, layerCount, whole: true, gpuBytes: all + workingBytes };
  }
  let [gpuLayers, used] = [0, 0];
  for (const bytes of layers.slice(0, -1).reverse()) {
    if (used + bytes > room - buffer) break;
    used += bytes;
    gpuLayers++;
  }
  return { gpuLayers, layerCount, whole: false, gpuBytes: gpuLayers === 0 ? 0 : used + workingBytes };
}

/**
 * What stays free on each GPU. Source: `MinimumMemory` in `ml/device.go` of Ollama 0.24, 512 MiB on Metal; new
 * servers leave llama.cpp its own margin of a gibibyte (`--fit-target`).
 */
function reservedBytes(budget: MemoryBudget, engine: Engine): number {
  if (engine === 'llama-server') return 1024 * mebi;
  return (budget.kind === 'unified' ? 512 : 457) * mebi;
}
