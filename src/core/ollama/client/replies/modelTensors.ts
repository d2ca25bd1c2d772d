import type { ModelTensor } from '../../models.ts';
import { countOf, labelOf, recordsOf, type JsonRecord } from './fields.ts';

/** More than any model has; they come within the bound of an answer. */
const mostTensors = 100_000;

/** The tensors of `/api/show`; undefined where a row is incomplete, because a part of the weights would mislead. */
export function readModelTensors(value: unknown): ModelTensor[] | undefined {
  const rows = value === undefined ? undefined : recordsOf(value, mostTensors);
  const tensors = rows?.map(readTensor).filter((tensor) => tensor !== undefined);
  return tensors !== undefined && tensors.length > 0 && tensors.length === rows?.length ? tensors : undefined;
}

function readTensor({ name, type, shape }: JsonRecord): ModelTensor | undefined {
  const [known, kind] = [labelOf(name), labelOf(type)];
  const sizes: unknown[] = Array.isArray(shape) ? shape.slice(0, 8) : [];
  const counts = sizes.map(countOf).filter((count) => count !== undefined);
  if (known === undefined || kind === undefined || counts.length === 0 || counts.length < sizes.length)
    return undefined;
  return { name: known, type: kind, shape: counts };
}
