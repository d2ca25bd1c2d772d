import { entropy } from '../engine/entropy.ts';
import type { SecretFinding, Span } from '../finding.ts';
import { compileAllowlist, type AllowTest } from '../peers/allowlist.ts';
import { linesAround } from '../peers/linesAround.ts';
import { linearMatcher, type Matcher } from '../peers/regex/linearMatcher.ts';
import type { UserRule } from './userRule.ts';

/** Finds the secrets of a workspace's own rules in a text. */
export type UserRuleRunner = (text: string, path: string) => SecretFinding[];

/** Findings of one rule in one file; a rule that finds more finds something else. */
const mostFindings = 1_000;

interface CompiledRule {
  readonly rule: UserRule;
  readonly pattern: RegExp;
  readonly path: Matcher | undefined;
  readonly allowed: readonly AllowTest[];
}

/**
 * Compiles the rules of a workspace. What comes out may run without end on a bad pattern: only threads that somebody
 * watches call it. Findings are in the order of the text and do not overlap.
 */
export function compileUserRules(rules: readonly UserRule[]): UserRuleRunner {
  const compiled = rules.map((rule): CompiledRule => ({
    rule,
    pattern: new RegExp(rule.source, `${rule.flags}dg`),
    path: rule.path === undefined ? undefined : linearMatcher(rule.path),
    allowed: rule.allowlists.map(compileAllowlist),
  }));
  return (text, path) => {
    let lower: string | undefined;
    const findings = compiled.flatMap((each) => {
      const { keywords } = each.rule;
      if (each.path?.(path) === false) return [];
      if (keywords.length > 0) {
        const folded = (lower ??= text.toLowerCase());
        if (!keywords.some((keyword) => folded.includes(keyword))) return [];
      }
      return runRule(each, text, path);
    });
    return withoutOverlaps(findings);
  };
}

/** See compileUserRules, which is to be preferred for several texts. */
export function runUserRules(rules: readonly UserRule[], text: string, path: string): SecretFinding[] {
  return compileUserRules(rules)(text, path);
}

/** The findings of the built-in rules with those of a workspace's own that stand where none of them does. */
export function mergeFindings<T extends SecretFinding>(
  builtIn: readonly T[],
  own: readonly T[],
): readonly T[] {
  if (own.length === 0) return builtIn;
  return withoutOverlaps([...builtIn, ...own]);
}

/** Of findings that overlap, the first of the list stays. In the order of the text. */
function withoutOverlaps<T extends Span>(findings: readonly T[]): T[] {
  const kept: T[] = [];
  const order = findings.map((finding, rank) => ({ finding, rank }));
  order.sort((a, b) => a.finding.start - b.finding.start || a.rank - b.rank);
  let last: { finding: T; rank: number } | undefined;
  for (const next of order) {
    if (last && next.finding.start < last.finding.end) {
      if (next.rank > last.rank) continue;
      kept.pop();
    }
    kept.push(next.finding);
    last = next;
  }
  return kept;
}

function runRule({ rule, pattern, allowed }: CompiledRule, text: string, path: string): SecretFinding[] {
  const findings: SecretFinding[] = [];
  for (const match of text.matchAll(pattern)) {
    if (findings.length >= mostFindings) break;
    const span = secretSpan(match, rule.group);
    if (!span || span.start === span.end) continue;
    const secret = text.slice(span.start, span.end);
    if (rule.entropy !== undefined && entropy(secret) <= rule.entropy) continue;
    const subject = { path, secret, match: match[0], line: linesAround(text, span) };
    if (allowed.some((test) => test(subject))) continue;
    findings.push({ ...span, rule: rule.id, provider: 'generic', confidence: rule.confidence });
  }
  return findings;
}

/** As gitleaks takes it: the group that is named; else the first group that is not empty; else the match. */
function secretSpan(match: RegExpExecArray, group: number | string | undefined): Span | undefined {
  const { indices } = match;
  const chosen =
    typeof group === 'string'
      ? indices?.groups?.[group]
      : group !== undefined && group > 0
        ? indices?.[group]
        : (indices?.slice(1).find((pair) => isGroup(pair) && pair[0] < pair[1]) ?? indices?.[0]);
  return chosen && { start: chosen[0], end: chosen[1] };
}

/** Groups that took no part have no place, whatever the types say. */
function isGroup(pair: [number, number] | undefined): pair is [number, number] {
  return pair !== undefined;
}
