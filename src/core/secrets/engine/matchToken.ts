import type { Confidence } from '../confidence.ts';
import type { TokenRule } from '../rule.ts';
import { weights, type Candidate } from './candidate.ts';
import { isWordOrHyphen, kindAt, charKind } from './characters.ts';
import { passesChecks } from './checkValue.ts';
import { standsForSecret } from './placeholder.ts';

/** The key of a rule around a keyword that begins at `at`, or undefined. */
export function matchToken(rule: TokenRule, text: string, at: number): Candidate | undefined {
  const from = rule.before === undefined ? at : walkBack(rule, text, at, rule.before);
  if (rule.leading !== 'any' && !isFreeBefore(text, from)) return undefined;
  const { pattern } = rule;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const end = from + match[0].length;
  if (rule.trailing !== 'any' && isWordOrHyphen(text, end)) return undefined;
  const value = match[1] ?? match[0];
  const start = match[1] === undefined ? from : from + match[0].lastIndexOf(value);
  const body = bodyOf(rule, value);
  if (!passesChecks(rule.checks, value, body)) return undefined;
  const reason = rule.checks?.allowWords ? undefined : standsForSecret(value, body);
  return {
    rule: rule.id,
    provider: rule.provider,
    confidence: reason ? 'low' : confidenceOf(rule, value),
    ...(reason && { reason }),
    start,
    end: start + value.length,
    weight: weights.token,
  };
}

/** A wrong checksum does not make a key of a form that nothing else has harmless, only doubtful. */
function confidenceOf({ confidence, checks }: TokenRule, value: string): Confidence {
  return confidence === 'high' && checks?.proves?.(value) === false ? 'medium' : confidence;
}

/** The value without the keyword it begins with: that part says nothing about how random the rest is. */
function bodyOf({ keywords }: TokenRule, value: string): string {
  for (const keyword of keywords) {
    if (
      value.length > keyword.length &&
      value.slice(0, keyword.length).toLowerCase() === keyword.toLowerCase()
    )
      return value.slice(keyword.length);
  }
  return value;
}

function walkBack(rule: TokenRule, text: string, at: number, most: number): number {
  const also = rule.beforeAlso ?? '';
  let from = at;
  while (from > 0 && at - from < most) {
    if (!isWordOrHyphen(text, from - 1) && !also.includes(text.charAt(from - 1))) break;
    from--;
  }
  return from;
}

/**
 * Whether nothing that could belong to the value stands before it. The letter of an escape (`\n`) and the digits of a
 * percent code (`%3D`) do not.
 */
export function isFreeBefore(text: string, at: number): boolean {
  // Within Base64, where anything comes up by chance.
  if (text.charCodeAt(at - 1) === 43 && isWordOrHyphen(text, at - 2)) return false;
  if (!isWordOrHyphen(text, at - 1)) return true;
  const code = text.charCodeAt(at - 2);
  // The end of a terminal's colour code: ESC [ 9 3 m.
  if (text.charCodeAt(at - 1) === 109 && /\[[\d;]{1,8}m$/.test(text.slice(Math.max(0, at - 10), at)))
    return true;
  if (code === 92) return /[nrtbf]/.test(text.charAt(at - 1));
  return text.charCodeAt(at - 3) === 37 && isHexDigit(text, at - 2) && isHexDigit(text, at - 1);
}

function isHexDigit(text: string, at: number): boolean {
  return (kindAt(text, at) & charKind.digit) !== 0 || /[A-Fa-f]/.test(text.charAt(at));
}
