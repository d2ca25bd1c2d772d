import type { ModelShape } from '../fit/modelShape.ts';

/** The models that we know by ourselves, as of a day: `media/catalog/models.yaml`. */
export interface Catalogue {
  /** `2026-11-24`: it may be out of date. */
  readonly day: string;
  /** Newest families first. */
  readonly models: readonly CatalogueModel[];
}

/** What a model is best at, where that is not to chat. */
export type ModelPurpose = 'coding' | 'vision' | 'embedding';

export interface CatalogueModel {
  /** With its tag, as `ollama pull` takes it. */
  readonly name: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly downloadBytes: number;
  readonly parameterCount: number;
  /** `Q4_K_M`. */
  readonly quantization: string;
  /** The longest context that it was made for, in tokens. */
  readonly contextLength: number;
  readonly capabilities: readonly string[];
  readonly purpose?: ModelPurpose;
  /** Whether its name without the tag means it too. */
  readonly isLatest: boolean;
  /** Whether a newer generation has taken its place. */
  readonly isOlder: boolean;
  /** Where size and capabilities are published, and when that was true. */
  readonly source: string;
  readonly day: string;
  /** Absent where it is not known: then only the size decides. */
  readonly shape?: ModelShape;
  readonly shapeSource?: string;
}
