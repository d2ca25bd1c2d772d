import type { Baseline } from '../baseline/baseline.ts';
import type { Allowlist } from '../peers/allowlist.ts';
import type { DisabledRule } from '../peers/gitleaksConfig.ts';
import type { SecretSeverity } from '../words.ts';
import type { UserRule } from './userRule.ts';

/** `off`: not shown at all. */
export type PolicySeverity = SecretSeverity | 'off';

/** Patterns in the way of .gitignore, and who says so. */
export interface Exclusion {
  readonly pattern: string;
  /** A file, or the name of a setting. */
  readonly by: string;
  /** 1-based, where `by` is a file. */
  readonly line?: number;
}

/** A file that is kept as its text, to be read again by the thread that needs it. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/**
 * All that decides which findings of a folder count, as plain data that can go to other threads. `createPolicy` makes a
 * policy of it.
 */
export interface PolicyData {
  /** Ids of built-in rules that are off; for the scanner. */
  readonly disabled: readonly string[];
  /** By name of rules (`*` for any characters) or confidence; the last that fits counts. */
  readonly severity: readonly (readonly [name: string, severity: PolicySeverity])[];
  readonly exclude: readonly Exclusion[];
  readonly allowlists: readonly Allowlist[];
  /** Rules that a configuration of gitleaks turns off. */
  readonly peerDisabled: readonly DisabledRule[];
  readonly userRules: readonly UserRule[];
  readonly baselines: readonly { readonly file: string; readonly baseline: Baseline }[];
  /** `.secrets.baseline`. */
  readonly secretsBaseline?: PolicyFile;
  /** `.gitleaksignore` and `.betterleaksignore`. */
  readonly gitleaksIgnore: readonly PolicyFile[];
}

export const emptyPolicy: PolicyData = {
  disabled: [],
  severity: [],
  exclude: [],
  allowlists: [],
  peerDisabled: [],
  userRules: [],
  baselines: [],
  gitleaksIgnore: [],
};
