import type { Confidence } from '../../core/secrets/confidence.ts';
import type { LowReason } from '../../core/secrets/finding.ts';
import type { TextPlace } from '../../core/secrets/locate.ts';
import type { SecretSeverity } from '../../core/secrets/words.ts';

/** A finding as the editor shows it. Plain data without the secret. */
export interface ShownSecret extends TextPlace {
  readonly rule: string;
  /** What the secret is, as it stands in a sentence. */
  readonly title: string;
  readonly provider: string;
  readonly confidence: Confidence;
  readonly reason?: LowReason;
  readonly name?: string;
  readonly severity: SecretSeverity;
  readonly message: string;
  /**
   * In what a notebook's cell printed, or in the notebook's metadata. In the editor of a notebook the place is then the
   * cell's first line.
   */
  readonly where?: 'output' | 'metadata';
  /** In a notebook that was read from its file: the cell, from 0, and the line in it. */
  readonly cell?: number;
  readonly cellLine?: number;
}

/** All findings of one document or file. */
export interface FileSecrets {
  /** URI of the document; of a notebook's cell for what is open as one. */
  readonly uri: string;
  readonly secrets: readonly ShownSecret[];
}

/** True for what summaries count: findings that are no guess and were not set to be shown as hints. */
export function counts({ confidence, severity }: ShownSecret): boolean {
  return confidence !== 'low' && severity !== 'hint';
}
