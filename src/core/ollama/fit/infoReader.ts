import type { ModelInfo } from '../models.ts';

/** Reads `model_info` under the architecture's own keys, checked: what is no number is as good as absent. */
export class InfoReader {
  readonly architecture: string | undefined;
  readonly #info: ModelInfo;

  constructor(info: ModelInfo) {
    this.#info = info;
    const architecture = info['general.architecture'];
    this.architecture = typeof architecture === 'string' ? architecture : undefined;
  }

  /** `<architecture>.<key>`; of an array its largest element. */
  number(key: string): number | undefined {
    const value = this.#value(key);
    if (Array.isArray(value)) return value.length === 0 ? undefined : Math.max(...numbers(value));
    return numeric(value);
  }

  /** A key that stands for itself. */
  plainNumber(key: string): number | undefined {
    return numeric(this.#info[key]);
  }

  /** One number for each layer: from an array, or the same for all. */
  perLayer(key: string, layers: number, otherwise: number): number[] {
    const array = this.array(key);
    const single = numeric(this.#value(key)) ?? array?.[array.length === 1 ? 0 : -1] ?? otherwise;
    return Array.from({ length: layers }, (_, layer) => array?.[layer] ?? single);
  }

  /** Booleans as 0 and 1. */
  array(key: string): readonly number[] | undefined {
    const value = this.#value(key);
    return Array.isArray(value) ? numbers(value) : undefined;
  }

  #value(key: string): unknown {
    return this.#info[`${this.architecture ?? ''}.${key}`];
  }
}

function numbers(values: readonly unknown[]): number[] {
  return values.map((value) => numeric(value) ?? 0);
}

function numeric(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
