import type { ContextRule, SecretRule, StructureRule, TokenRule } from '../rule.ts';
import { encodedKeywords } from './encodedTokens.ts';
import { KeywordMachine } from './keywordMachine.ts';

/** What is looked for where one keyword stands. */
export interface KeywordTargets {
  readonly keyword: string;
  readonly tokens: readonly TokenRule[];
  readonly structures: readonly StructureRule[];
  /** True when tokens begin so once they are encoded in Base64. */
  readonly encoded: boolean;
  /** True when the keyword may be part of a name that a value is given to. */
  readonly name: boolean;
  /** What the contextual detection does here, besides names. */
  readonly context: ContextTrigger | undefined;
}

/** Texts other than names that the contextual detection starts from. */
export type ContextTrigger =
  'url' | 'authorization' | 'jwt' | 'command' | 'encodedUrl' | 'sql' | 'powershell';

export interface CompiledRules {
  readonly machine: KeywordMachine;
  /** By number of the keyword. */
  readonly targets: readonly KeywordTargets[];
  readonly contextRules: readonly ContextRule[];
}

interface Draft {
  tokens: TokenRule[];
  structures: StructureRule[];
  encoded: boolean;
  name: boolean;
  context: ContextTrigger | undefined;
}

/** Puts all rules' keywords into one machine. `names` and `triggers` are those of the contextual detection. */
export function compileRules(
  rules: readonly SecretRule[],
  names: readonly string[],
  triggers: Readonly<Partial<Record<string, ContextTrigger>>>,
): CompiledRules {
  const drafts = new Map<string, Draft>();
  const draft = (keyword: string): Draft => {
    const key = keyword.toLowerCase();
    let found = drafts.get(key);
    if (!found)
      drafts.set(
        key,
        (found = { tokens: [], structures: [], encoded: false, name: false, context: undefined }),
      );
    return found;
  };
  for (const rule of rules) addRule(rule, draft, names);
  for (const name of names) draft(name).name = true;
  for (const [text, trigger] of Object.entries(triggers)) draft(text).context = trigger;
  const keywords = [...drafts.keys()];
  return {
    machine: new KeywordMachine(keywords),
    targets: [...drafts].map(([keyword, target]) => ({ keyword, ...target })),
    contextRules: rules.filter((rule) => rule.kind === 'context'),
  };
}

function addRule(rule: SecretRule, draft: (keyword: string) => Draft, names: readonly string[]): void {
  if (rule.kind === 'structure') for (const keyword of rule.keywords) draft(keyword).structures.push(rule);
  else if (rule.kind === 'context') {
    // Names that must have a credential's word as well are found by that.
    if (rule.also?.every((word) => names.some((name) => word.includes(name)))) return;
    for (const word of rule.words) draft(word).name = true;
  } else {
    for (const keyword of rule.keywords) draft(keyword).tokens.push(rule);
    for (const keyword of new Set(encodedKeywords(rule))) draft(keyword).encoded = true;
  }
}
