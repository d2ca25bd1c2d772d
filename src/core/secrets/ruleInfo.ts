import type { Confidence } from './confidence.ts';
import { contextualRules } from './contextual/contextualRules.ts';
import type { Provider } from './provider.ts';
import { providers } from './providers.ts';
import { genericProviders } from './providers/generic.ts';
import { secretRules } from './rules/registry.ts';

/** What is said of a rule, whether it is built in or a workspace's own. */
export interface RuleInfo {
  readonly id: string;
  /** As it stands in a sentence: `OpenAI project API key`. */
  readonly title: string;
  readonly provider: Provider;
  /** At best. */
  readonly confidence: Confidence;
}

const builtIn: ReadonlyMap<string, RuleInfo> = new Map(
  [
    ...secretRules.map(({ id, title, provider, confidence }) => ({ id, title, provider, confidence })),
    ...Object.entries(contextualRules).map(([id, title]) => ({
      id,
      title,
      provider: 'generic',
      confidence: 'medium' as const,
    })),
  ].map(({ provider, ...rule }) => [rule.id, { ...rule, provider: providerOf(provider) }]),
);

/** Whoever issues a secret, by the key that rules and findings have; somebody unknown for keys that are not known. */
export function providerOf(key: string): Provider {
  const provider = Object.hasOwn(providers, key) ? providers[key] : undefined;
  return provider ?? genericProviders.generic;
}

/** What is said of the rule of a finding. Rules that are not built in are called by their id. */
export function ruleInfo({ rule, provider }: { readonly rule: string; readonly provider: string }): RuleInfo {
  const known = builtIn.get(rule);
  return (
    known ?? {
      id: rule,
      title: `secret of the rule "${rule}"`,
      provider: providerOf(provider),
      confidence: 'medium',
    }
  );
}
