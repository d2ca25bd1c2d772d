import { shapeFromModelInfo, type ModelShape } from '../../../src/core/ollama/fit/modelShape.ts';
import type { ModelInfo, ModelTensor } from '../../../src/core/ollama/models.ts';
import { fitModelFile } from './fitModelFile.ts';
import type { FitModel } from './fitModels.ts';
import { tensorBytes, type GgufInput } from './ggufWriter.ts';

/** A model's shape as `/api/show` would give it, and what its tensors weigh, without writing the file. */
export function fitModelShape(model: FitModel): { shape: ModelShape; weightsBytes: number } {
  const file = fitModelFile(model);
  const info: ModelInfo = Object.fromEntries(
    Object.entries(file.metadata).map(([key, value]) => [key, asInShow(value)]),
  );
  const tensors: ModelTensor[] = file.tensors.map(({ name, type, dims }) => ({ name, type, shape: dims }));
  const shape = shapeFromModelInfo(info, tensors);
  if (shape === undefined) throw new Error(`${model.name} has no shape`);
  return { shape, weightsBytes: file.tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0) };
}

function asInShow(input: GgufInput): ModelInfo[string] {
  const value = typeof input === 'object' && 'type' in input ? input.value : input;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  const numbers = value.map((each) => (typeof each === 'string' ? Number.NaN : Number(each)));
  return value.length > 1024 || numbers.some(Number.isNaN) ? null : numbers;
}
