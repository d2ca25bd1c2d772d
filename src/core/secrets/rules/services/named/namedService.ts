import type { SecretRule } from '../../../rule.ts';
import { namedKey } from '../keyRules.ts';
import type { Shape } from '../shape.ts';

/** What a service does, which says what its key opens. */
export type ServiceKind =
  'data' | 'scrape' | 'mail' | 'call' | 'crm' | 'work' | 'content' | 'commerce' | 'infra';

/** A service with one kind of key, which is known by the name it is given to. Gives a rule and a provider. */
export interface NamedService {
  /** Id of the provider; the rule's is `<id>-key`. */
  readonly id: string;
  readonly name: string;
  readonly kind: ServiceKind;
  /** As in a context rule. */
  readonly words: readonly string[];
  /** As in a context rule: parts of other services' names. */
  readonly without?: readonly string[];
  readonly shape: Shape;
  /** Host, perhaps with a path, where keys are made and revoked. */
  readonly site: string;
}

export function ruleOfService(service: NamedService): SecretRule {
  const { id, name, words, without, shape, site } = service;
  return namedKey({
    id: `${id}-key`,
    provider: id,
    title: `${name} key`,
    source: `https://${site}`,
    words,
    ...(without && { without }),
    name: `${(words[0] ?? id).replace(/[_.-]+$/, '').replace(/[.-]/g, '_')}_api_key`,
    shape,
  });
}
