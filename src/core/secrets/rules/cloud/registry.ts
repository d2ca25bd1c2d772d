import type { SecretRule } from '../../rule.ts';

export const cloudRules: readonly SecretRule[] = [];
