import type { Confidence } from '../confidence.ts';
import { weights, type Candidate } from '../engine/candidate.ts';
import type { Span } from '../finding.ts';
import { readAssignment, type Assignment } from './assignment.ts';
import {
  credentialName,
  type CredentialKind,
  type CredentialName,
  type CredentialNames,
} from './credentialName.ts';
import type { ContextualRuleId } from './contextualRules.ts';
import { endsString, fitsLanguage, isCheck, isSetter } from './fitsLanguage.ts';
import { judgeValue } from './judgeValue.ts';
import { matchContextRule, type ContextRuleIndex } from './matchContextRule.ts';
import { nameWithWordsBefore } from './nameAround.ts';
import { isCode } from './readValue.ts';
import type { SourceText } from './sourceText.ts';

const ruleOfKind: Readonly<Record<CredentialKind, ContextualRuleId>> = {
  password: 'password-assignment',
  secret: 'secret-assignment',
  token: 'token-assignment',
  key: 'api-key-assignment',
  auth: 'credential-assignment',
};

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
  return contextual ? matchCredential(source, name, nameText, value, assignment, index.names) : undefined;
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
  names: CredentialNames,
): Candidate | undefined {
  const name = qualifiedKey(source.text, span, nameText) ?? names.of(nameText);
  if (!name || !fitsLanguage(source, span, assignment, name)) return undefined;
  if (assignment.kind === 'call' && !isSetter(nameText)) return undefined;
  const { kind, quote } = assignment;
  if (endsString(source, span, assignment)) return undefined;
  const doubtful = kind === 'compare' || kind === 'comma' || (isCode(source.language) && quote === '');
  const verdict = judgeValue(value, { name, nameText, bare: quote === '', doubtful });
  if (!verdict) return undefined;
  if (kind === 'comma' && verdict.confidence !== 'low' && isCheck(source.text, span.start)) return undefined;
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

/** `API key: …`: the word before makes a key a credential. */
function qualifiedKey(text: string, span: Span, nameText: string): CredentialName | undefined {
  if (!/^keys?$/i.test(nameText)) return undefined;
  const withWords = nameWithWordsBefore(text, span);
  return withWords.length > nameText.length ? credentialName(withWords) : undefined;
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
