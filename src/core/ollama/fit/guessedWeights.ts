import type { Engine } from './engine.ts';
import type { ModelShape } from './modelShape.ts';
import type { WeightLayout } from './weightLayout.ts';

/**
 * Where the weights lie when the server does not list its tensors: the embedding by its size and the file's bytes
 * per parameter, the rest evenly over the layers.
 */
export function guessedWeights(weightsBytes: number, shape: ModelShape): WeightLayout {
  const elements = (shape.vocabularySize ?? 0) * shape.embeddingLength;
  const parameters = Math.max(shape.parameterCount ?? 0, elements + shape.perLayerElements, 1);
  const perLayerBytes = (weightsBytes * shape.perLayerElements) / parameters;
  const embeddingBytes = Math.min((weightsBytes * elements) / parameters, weightsBytes / 2);
  const tied = shape.tied ?? isTied(shape);
  const outputBytes = tied ? 0 : embeddingBytes;
  const layerBytes = (weightsBytes - embeddingBytes - outputBytes - perLayerBytes) / shape.layers.length;
  return {
    inputBytes: embeddingBytes,
    layerBytes: shape.layers.map(() => layerBytes),
    outputBytes,
    embeddingBytes,
    tied,
    perLayerBytes,
  };
}

/** Small models share embedding and output, and all of Gemma and Cohere do; what is published says so. */
function isTied({ architecture, embeddingLength }: ModelShape): boolean {
  if (/^(gemma|command-r|cohere|.*bert)/.test(architecture)) return true;
  return embeddingLength <= (architecture === 'llama' ? 3072 : 2560);
}

/** The part of the files that is not in the list of tensors: a projector for pictures in a file of its own. */
export function projectorBytes(weightsBytes: number, shape: ModelShape, engine: Engine): number {
  if (shape.weights === undefined || engine !== 'llama-server') return 0;
  const { inputBytes, layerBytes, outputBytes, perLayerBytes } = shape.weights;
  const listed = layerBytes.reduce((sum, bytes) => sum + bytes, inputBytes + outputBytes + perLayerBytes);
  const rest = weightsBytes - listed;
  // Headers, licences and templates are a few megabytes.
  return rest > 50e6 ? rest : 0;
}
