import type { SecretRule } from '../../rule.ts';

export const structureRules: readonly SecretRule[] = [];
