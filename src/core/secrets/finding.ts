import type { Confidence } from './confidence.ts';

/** Offsets in UTF-16 code units of the text that was scanned; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A secret in a text: where it stands and what it is. The secret itself is never part of it; whoever needs it (a quick
 * fix, the hash of a baseline) takes it from the text by the span, and lets it go again.
 */
export interface SecretFinding extends Span {
  /** Id of the rule. */
  readonly rule: string;
  /** Key of `providers.ts`. */
  readonly provider: string;
  readonly confidence: Confidence;
  /** Why the confidence is low although the rule's is not. */
  readonly reason?: LowReason;
  /** The name that the value is given to (`OPENAI_API_KEY`, `password`), where there is one. Never secret. */
  readonly name?: string;
}

/**
 * `example`: a value that documentation prints, or one made of a pattern. `placeholder`: says that it stands for
 * something (`your-key-here`). `weak`: may as well be no secret at all.
 */
export type LowReason = 'example' | 'placeholder' | 'weak';
