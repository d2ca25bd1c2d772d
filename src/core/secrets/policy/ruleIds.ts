import { contextualRules } from '../contextual/contextualRules.ts';
import { secretRules } from '../rules/registry.ts';

/** Ids of all built-in rules. */
export function builtInRuleIds(): readonly string[] {
  return [...secretRules.map(({ id }) => id), ...Object.keys(contextualRules)];
}
