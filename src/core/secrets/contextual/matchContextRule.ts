import type { Confidence } from '../confidence.ts';
import { passesChecks } from '../engine/checkValue.ts';
import { KeywordHits, KeywordMachine } from '../engine/keywordMachine.ts';
import { standsForSecret } from '../engine/placeholder.ts';
import type { LowReason, Span } from '../finding.ts';
import type { ContextRule } from '../rule.ts';
import { CredentialNames } from './credentialName.ts';
import { decodePercent } from './matchTrigger.ts';
import { calleeBefore, nameWithWordsBefore } from './nameAround.ts';
import { wordLikeness } from './wordLikeness.ts';

/** Rules that know their service by words in the name, and the machine that finds those words. */
export interface ContextRuleIndex {
  readonly machine: KeywordMachine;
  /** Used again from name to name. */
  readonly hits: KeywordHits;
  readonly names: CredentialNames;
  readonly words: readonly string[];
  /** Rules by number of the word. */
  readonly rules: readonly (readonly ContextRule[])[];
}

export function indexContextRules(rules: readonly ContextRule[]): ContextRuleIndex {
  const byWord = new Map<string, ContextRule[]>();
  for (const rule of rules) {
    for (const word of rule.words) {
      const known = byWord.get(word);
      if (known) known.push(rule);
      else byWord.set(word, [rule]);
    }
  }
  const words = [...byWord.keys()];
  const machine = new KeywordMachine(words);
  return {
    machine,
    hits: new KeywordHits(),
    names: new CredentialNames(),
    words,
    rules: [...byWord.values()],
  };
}

export interface KnownService {
  readonly rule: ContextRule;
  readonly confidence: Confidence;
  readonly reason?: LowReason;
}

/**
 * The rule of the service that a name says, when the value has its form. Of several words in a name the longest says
 * the service: `datadog` before `data`.
 */
export function matchContextRule(
  text: string,
  name: Span,
  value: string,
  index: ContextRuleIndex,
): KnownService | undefined {
  if (value.length < 8 || value.length > 2200) return undefined;
  if (isPlainName(value)) return undefined;
  const plain = value.includes('%') ? decodePercent(value) : value;
  const own = plainWords(nameWithWordsBefore(text, name));
  const words = plainWords(calleeBefore(text, name.start)) + own;
  const { hits } = index;
  hits.length = 0;
  index.machine.scanText(words, hits);
  const numbers = new Set<number>();
  for (let at = hits.length - 1; at >= 0; at--) {
    for (const number of index.machine.keywordsAt(hits.states[at] ?? 0)) numbers.add(number);
  }
  const longestFirst = [...numbers].sort(
    (a, b) => (index.words[b]?.length ?? 0) - (index.words[a]?.length ?? 0),
  );
  for (const number of longestFirst) {
    const rule = index.rules[number]?.find((each) => fitsRule(each, words, own, plain));
    if (!rule) continue;
    const reason = rule.checks?.allowWords ? undefined : standsForSecret(value);
    return { rule, confidence: reason ? 'low' : confidenceIn(rule, own), ...(reason && { reason }) };
  }
  return undefined;
}

/** A name in the place of a value: of a class, a variable or a setting. */
function isPlainName(value: string): boolean {
  if (!/^[A-Za-z]+(?:_[A-Za-z]+)*$/.test(value)) return false;
  return (wordLikeness(value) ?? 0) > 0.3;
}

/** An identifier that is no secret by itself becomes one where its name says so: `linkedin_token`. */
function confidenceIn({ confidence }: ContextRule, own: string): Confidence {
  return confidence === 'low' && /token|secret|passw|apikey/.test(own) ? 'medium' : confidence;
}

function plainWords(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]+/g, '');
}

function fitsRule(rule: ContextRule, words: string, own: string, value: string): boolean {
  if (rule.also && !rule.also.some((each) => words.includes(each))) return false;
  if (rule.without?.some((each) => own.includes(each))) return false;
  return rule.value.test(value) && passesChecks(rule.checks, value, value);
}
