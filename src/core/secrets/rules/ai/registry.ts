import type { SecretRule } from '../../rule.ts';

export const aiRules: readonly SecretRule[] = [];
