import type { Confidence } from '../confidence.ts';
import { weights, type Candidate } from '../engine/candidate.ts';
import { passesChecks } from '../engine/checkValue.ts';
import { KeywordHits, type KeywordMachine } from '../engine/keywordMachine.ts';
import { standsForSecret } from '../engine/placeholder.ts';
import type { Span } from '../finding.ts';
import type { ContextRule } from '../rule.ts';
import { calleeBefore, nameWithWordsBefore, readAssignment, type Assignment } from './assignment.ts';
import { credentialName, wordsOf, type CredentialKind, type CredentialName } from './credentialName.ts';
import type { ContextualRuleId } from './contextualRules.ts';
import { judgeValue } from './judgeValue.ts';
import { decodePercent } from './matchTrigger.ts';
import { isCode } from './readValue.ts';
import type { SourceText } from './sourceText.ts';

const ruleOfKind: Readonly<Record<CredentialKind, ContextualRuleId>> = {
  password: 'password-assignment',
  secret: 'secret-assignment',
  token: 'token-assignment',
  key: 'api-key-assignment',
  auth: 'credential-assignment',
};

/** Rules that know their service by words in the name, and the machine that finds those words. */
export interface ContextRuleIndex {
  readonly machine: KeywordMachine;
  readonly words: readonly string[];
  /** Rules by number of the word. */
  readonly rules: readonly (readonly ContextRule[])[];
}

/** What is given to a name, when that makes it a secret. `contextual` is false where only providers' rules are asked. */
export function matchAssignment(
  source: SourceText,
  name: Span,
  index: ContextRuleIndex,
  contextual: boolean,
): Candidate | undefined {
  const { text } = source;
  const given = readAssignment(source, name.start, name.end);
  const assignment = given && withoutScheme(text, given);
  if (!assignment) return undefined;
  const nameText = text.slice(name.start, name.end);
  const value = text.slice(assignment.value.start, assignment.value.end);
  const known = matchContextRule(text, name, value, index);
  if (known)
    return toCandidate(
      known.rule.id,
      known.rule.provider,
      known.confidence,
      assignment,
      nameText,
      known.reason,
    );
  return contextual ? matchCredential(source, name, nameText, value, assignment) : undefined;
}

interface Known {
  readonly rule: ContextRule;
  readonly confidence: Confidence;
  readonly reason?: Candidate['reason'];
}

const hits = new KeywordHits();

/** Of several words in a name the longest says the service: `datadog` before `data`. */
function matchContextRule(
  text: string,
  name: Span,
  value: string,
  index: ContextRuleIndex,
): Known | undefined {
  if (value.length < 8 || value.length > 2200) return undefined;
  const plain = value.includes('%') ? decodePercent(value) : value;
  const own = plainWords(nameWithWordsBefore(text, name));
  const words = plainWords(calleeBefore(text, name.start)) + own;
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
    return { rule, confidence: reason ? 'low' : rule.confidence, ...(reason && { reason }) };
  }
  return undefined;
}

function plainWords(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]+/g, '');
}

function fitsRule(rule: ContextRule, words: string, own: string, value: string): boolean {
  if (rule.also && !rule.also.some((each) => words.includes(each))) return false;
  if (rule.without?.some((each) => own.includes(each))) return false;
  return rule.value.test(value) && passesChecks(rule.checks, value, value);
}

/** `Authorization: Token 9f8c…`: the scheme is no part of the credential. */
const scheme =
  /(?:token|apikey|api-key|key|ssws|geniekey|oauth|bot|splunk)[ \t]{1,4}(?=[A-Za-z0-9._~+/=-]{12})/iy;

function withoutScheme(text: string, given: Assignment): Assignment {
  const { start, end } = given.value;
  scheme.lastIndex = start;
  if (!scheme.test(text)) return given;
  const from = scheme.lastIndex;
  const bare = /^[A-Za-z0-9._~+/=-]+/.exec(text.slice(from, from + 512))?.[0].length ?? 0;
  return { ...given, value: { start: from, end: given.quote === '' ? from + bare : Math.max(end, from) } };
}

function matchCredential(
  source: SourceText,
  span: Span,
  nameText: string,
  value: string,
  assignment: Assignment,
): Candidate | undefined {
  const name = credentialName(nameText) ?? qualifiedKey(source.text, span, nameText);
  if (!name || !fitsLanguage(source, span, assignment, name)) return undefined;
  if (assignment.kind === 'call' && !isSetter(nameText)) return undefined;
  const { kind, quote } = assignment;
  if (endsString(source, span, assignment)) return undefined;
  if (kind === 'comma' && isCheck(source.text, span.start)) return undefined;
  const doubtful = kind === 'compare' || kind === 'comma' || (isCode(source.language) && quote === '');
  const verdict = judgeValue(value, { name, nameText, bare: quote === '', doubtful });
  if (!verdict) return undefined;
  // Comments of code show how something is used; comments of configuration are settings that were switched off.
  const isExample = name.kind === 'password' || kind === 'comma';
  if (
    verdict.confidence === 'medium' &&
    isExample &&
    isCode(source.language) &&
    source.isInComment(span.start)
  ) {
    return toCandidate(ruleOfKind[name.kind], 'generic', 'low', assignment, nameText, 'example');
  }
  return toCandidate(
    ruleOfKind[name.kind],
    'generic',
    verdict.confidence,
    assignment,
    nameText,
    verdict.reason,
  );
}

/** Whether the quote after the operator ends the string that the name stands in: `'--password=' + value`. */
function endsString(source: SourceText, name: Span, { kind, quote, value }: Assignment): boolean {
  if ((kind !== 'assign' && kind !== 'colon') || value.start - quote.length - name.end > 4) return false;
  return source.text.charAt(name.end) !== quote && source.closesString(name.start, quote);
}

/** `checkPassword("password", "…")`: what stands beside is a hash or a salt, or what was typed. */
function isCheck(text: string, nameStart: number): boolean {
  return /(?:hash|check|verify|compare|validate|match|encode|digest)\w{0,20}\([^()]{0,40}$/i.test(
    text.slice(Math.max(0, nameStart - 70), nameStart),
  );
}

/** `setPassword(`, `.password(`, `with_token(`, `auth(`: calls that take the credential, not ones about it. */
function isSetter(nameText: string): boolean {
  const last = wordsOf(nameText.slice(nameText.lastIndexOf('.') + 1));
  if (last[0] === 'set' || last[0] === 'with' || last[0] === 'use' || last[0] === 'auth') return true;
  return (
    credentialName(last.join('_')) !== undefined &&
    last.length <= 2 &&
    last[0] !== 'pass' &&
    !/^(?:send|get|is|has|check|verify|validate|hash|compare|test|generate|create|new|make|encrypt|decrypt)$/.test(
      last[0] ?? '',
    )
  );
}

/** `API key: …`: the word before makes a key a credential. */
function qualifiedKey(text: string, span: Span, nameText: string): CredentialName | undefined {
  if (!/^keys?$/i.test(nameText)) return undefined;
  const withWords = nameWithWordsBefore(text, span);
  return withWords.length > nameText.length ? credentialName(withWords) : undefined;
}

/** Whether this way of giving a value gives a literal in this language. */
function fitsLanguage(
  source: SourceText,
  name: Span,
  { kind, quote, value }: Assignment,
  { kind: credential }: CredentialName,
): boolean {
  const { text, language } = source;
  if (kind === 'blank') return fitsBlank(text, name, quote, language);
  if (quote !== '') return true;
  // A bare word in code is a name, unless it stands in a string or in a comment that shows how to set it.
  if (isCode(language)) {
    // HCL has blanks around `=`: without them it is a line of a heredoc.
    if (language === 'terraform' && text.charCodeAt(value.start - 1) === 61 && value.start - 1 === name.end)
      return true;
    return (
      source.isInString(value.start) ||
      (source.isInComment(name.start) && /^[A-Z][A-Z\d_]+$/.test(text.slice(name.start, name.end)))
    );
  }
  // Prose says "password: the one that…": a bare word in text is a value only at the end of its line.
  if (kind === 'colon' && (language === 'markdown' || language === 'text')) {
    return credential === 'password' && /\s/.test(text.charAt(value.start - 1))
      ? /^[ \t\\]*(?:[\r\n,;)}\]`'"]|$)/.test(text.slice(value.end, value.end + 16))
      : true;
  }
  return true;
}

/** A name and its value with only blanks between: `ENV TOKEN abc`, `--password abc`, `machine x password abc`. */
function fitsBlank(text: string, name: Span, quote: string, language: SourceText['language']): boolean {
  const before = text.slice(Math.max(0, name.start - 12), name.start);
  if (/--?$/.test(before)) return true;
  if (language === 'dockerfile') return /(?:^|\n)[ \t]*(?:ENV|ARG)[ \t]+$/i.test(before);
  if (/#define[ \t]+$/.test(before)) return quote !== '';
  if (/%(?:define|global)[ \t]+$/.test(before)) return true;
  return /(?:^|[\s;])(?:set|setx|export|setenv|-gx)[ \t]+(?:-\w+[ \t]+)?$/i.test(before);
}

function toCandidate(
  rule: string,
  provider: string,
  confidence: Confidence,
  { value }: Assignment,
  name: string,
  reason: Candidate['reason'],
): Candidate {
  return {
    rule,
    provider,
    confidence,
    ...(reason && { reason }),
    start: value.start,
    end: value.end,
    name,
    weight: provider === 'generic' ? weights.contextual : weights.context,
  };
}
