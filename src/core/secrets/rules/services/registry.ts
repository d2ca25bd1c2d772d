import type { SecretRule } from '../../rule.ts';

export const serviceRules: readonly SecretRule[] = [];
