import type { Confidence } from '../confidence.ts';
import type { Allowlist } from '../peers/allowlist.ts';

/**
 * A rule that came with the workspace, as plain data that goes to other threads. Its pattern is not trusted: whoever
 * runs it does so in a thread that can be ended.
 */
export interface UserRule {
  readonly id: string;
  /** As it stands in a sentence: `token of the billing service`. */
  readonly title: string;
  /** Of `new RegExp(source, flags + 'g')`. */
  readonly source: string;
  readonly flags: '' | 'u';
  /** Number or name of the group that is the secret; absent for the first that matched, or the whole match. */
  readonly group?: number | string;
  /** Lower case; the text must hold one of them, in any case, where there are any. */
  readonly keywords: readonly string[];
  /** Bits per character that the secret has more than. */
  readonly entropy?: number;
  /** RE2's syntax; the path must match. */
  readonly path?: string;
  readonly confidence: Confidence;
  readonly allowlists: readonly Allowlist[];
  /** The file that it stands in, and the 1-based line. */
  readonly file: string;
  readonly line: number;
}
