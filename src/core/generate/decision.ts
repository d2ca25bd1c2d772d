import type { Evidence } from '../project/facts.ts';

/** One decision of a generator that the user can see and change. */
export interface Decision {
  /** The option that changes it: `--set gpu=nvidia-l4`. */
  readonly option: string;
  /** `GPU` */
  readonly title: string;
  /** What was decided, in words: `NVIDIA L4, 24 GB`. */
  readonly value: string;
  /** One sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** `given`: the user said so. `default`: nothing in the project speaks for anything else. */
  readonly source: 'given' | 'evidence' | 'default';
  readonly confidence: 'high' | 'medium' | 'low';
  /** What could be chosen instead, with what it would cost; empty where any text goes. */
  readonly alternatives: readonly { readonly value: string; readonly meaning: string }[];
}
