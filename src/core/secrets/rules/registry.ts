import type { SecretRule } from '../rule.ts';
import { aiRules } from './ai/registry.ts';
import { cloudRules } from './cloud/registry.ts';
import { serviceRules } from './services/registry.ts';
import { structureRules } from './structures/registry.ts';

/** Every rule but those of the contextual detection, whose ids are in `contextual/contextualRules.ts`. */
export const secretRules: readonly SecretRule[] = [
  ...aiRules,
  ...cloudRules,
  ...serviceRules,
  ...structureRules,
];
