import type { Allowlist } from '../../../secrets/peers/allowlist.ts';
import type { UserRule } from '../../../secrets/policy/userRule.ts';
import type { SecretSeverity } from '../../../secrets/words.ts';

/** A value with the 1-based line of the override that it stands on. */
export interface Placed<T> {
  readonly value: T;
  readonly line: number;
}

/** What the `secrets` part of an override says, as far as it is right. */
export interface SecretsOverride {
  /** Names of rules, perhaps with `*`. */
  readonly disable: readonly Placed<string>[];
  /** By name of rules, perhaps with `*`, or by confidence. */
  readonly severity: readonly Placed<readonly [name: string, severity: SecretSeverity | 'off']>[];
  /** In the way of .gitignore. */
  readonly exclude: readonly Placed<string>[];
  readonly rules: readonly UserRule[];
  readonly allow: readonly Allowlist[];
}

export const noSecretsOverride: SecretsOverride = {
  disable: [],
  severity: [],
  exclude: [],
  rules: [],
  allow: [],
};
