import type { ContextRule, SecretRule, StructureRule, TokenRule } from '../rule.ts';
import { KeywordMachine } from './keywordMachine.ts';

/** What is looked for where one keyword stands. */
export interface KeywordTargets {
  readonly keyword: string;
  readonly tokens: readonly TokenRule[];
  readonly structures: readonly StructureRule[];
  /** True when the keyword may be part of a name that a value is given to. */
  readonly name: boolean;
  /** What the contextual detection does here, besides names. */
  readonly context: ContextTrigger | undefined;
}

/** Texts other than names that the contextual detection starts from. */
export type ContextTrigger = 'url' | 'authorization' | 'jwt' | 'command' | 'sql' | 'powershell';

export interface CompiledRules {
  readonly machine: KeywordMachine;
  /** By number of the keyword. */
  readonly targets: readonly KeywordTargets[];
  readonly contextRules: readonly ContextRule[];
}

interface Draft {
  tokens: TokenRule[];
  structures: StructureRule[];
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
    if (!found) drafts.set(key, (found = { tokens: [], structures: [], name: false, context: undefined }));
    return found;
  };
  for (const rule of rules) {
    if (rule.kind === 'token') for (const keyword of rule.keywords) draft(keyword).tokens.push(rule);
    else if (rule.kind === 'structure')
      for (const keyword of rule.keywords) draft(keyword).structures.push(rule);
    else for (const word of rule.words) draft(gateWord(word)).name = true;
  }
  for (const name of names) draft(name).name = true;
  for (const [text, trigger] of Object.entries(triggers)) draft(text).context = trigger;
  const keywords = [...drafts.keys()];
  return {
    machine: new KeywordMachine(keywords),
    targets: [...drafts].map(([keyword, target]) => ({ keyword, ...target })),
    contextRules: rules.filter((rule) => rule.kind === 'context'),
  };
}

/**
 * What the gate looks for where a rule's word stands: words are compared without separators, so that of a word such as
 * `azureopenai`, which may be written `azure_openai`, all is looked for as one.
 */
function gateWord(word: string): string {
  return word;
}
