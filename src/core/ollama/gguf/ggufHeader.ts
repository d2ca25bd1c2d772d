import type { ModelInfo, ModelTensor } from '../models.ts';

/** The part of a GGUF file that describes the model: all but the weights. */
export interface GgufHeader {
  readonly version: number;
  readonly bigEndian: boolean;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  /** Where the weights begin, in bytes from the start of the file. */
  readonly dataOffset: number;
  readonly alignment: number;
  /** The elements of all tensors. */
  readonly parameterCount: number;
  readonly fileBytes: number;
}

/** Whole numbers above 2^53 are rounded: nothing that describes a model is that large, only seeds and hashes. */
export type GgufValue = string | number | boolean | GgufArray;

export interface GgufArray {
  readonly length: number;
  /** The elements; absent where there are more than {@link keptElements}, as of a tokenizer's vocabulary. */
  readonly values?: readonly (string | number | boolean)[];
}

/** As many as the server keeps. Source: `maxArraySize` in the server's `llm/server.go`. */
export const keptElements = 1024;

export interface GgufTensor {
  readonly name: string;
  /** `Q4_K`; `type 99` for types that are newer than this extension. */
  readonly type: string;
  /** The fastest dimension first. */
  readonly dims: readonly number[];
  /** From `dataOffset`. */
  readonly offset: number;
  /** Undefined where the type is not known. */
  readonly bytes?: number;
}

/** The header's metadata as `/api/show` gives them: arrays of numbers stay, others and long ones become null. */
export function modelInfoOf(header: GgufHeader): ModelInfo {
  const info: Record<string, ModelInfo[string]> = {};
  for (const [key, value] of header.metadata) {
    info[key] = typeof value === 'object' ? numbersIn(value) : value;
  }
  info['general.parameter_count'] = header.parameterCount;
  return info;
}

/** The header's tensors as `/api/show` gives them. */
export function modelTensorsOf(header: GgufHeader): ModelTensor[] {
  return header.tensors.map(({ name, type, dims }) => ({ name, type, shape: dims }));
}

/** Booleans count as 0 and 1: patterns of layers come so. */
function numbersIn(array: GgufArray): readonly number[] | null {
  if (array.values === undefined) return null;
  const numbers = array.values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  return numbers.every((value) => typeof value === 'number') ? numbers : null;
}
