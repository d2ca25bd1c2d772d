import type { SecretFinding } from '../finding.ts';
import { compileAllowlist, type Allowlist, type AllowSubject, type AllowTest } from '../peers/allowlist.ts';
import { linesAround } from '../peers/linesAround.ts';
import { peerRuleCovers } from '../peers/peerRules.ts';
import type { Suppression } from '../suppress/suppression.ts';
import type { PolicyData } from './policyData.ts';

/** What takes a finding back. */
export type Allowance = (finding: SecretFinding) => Suppression | undefined;

/** The text that findings are of. */
export interface JudgedText {
  readonly text: string;
  readonly path: string;
  readonly commit?: string;
  readonly lines: { lineAt(offset: number): number };
}

/** Characters of a secret that allowlists look at. */
const longestSecret = 2_000;

/** Allowlists of configurations, and rules that one of gitleaks turns off. */
export function configuredAllowance(
  data: PolicyData,
): (finding: SecretFinding, context: JudgedText) => Suppression | undefined {
  const lists = data.allowlists.flatMap((list) => {
    const test = compiled(list);
    return test ? [{ list, test }] : [];
  });
  return (finding, context) => {
    if (lists.length > 0) {
      const subject = subjectOf(finding, context);
      const found = lists.find(({ list, test }) => isAbout(list, finding) && allows(list, test, subject));
      if (found) return suppressionBy(found.list);
    }
    const off = data.peerDisabled.find(({ rule }) => isTurnedOff(rule, finding));
    return off && { kind: 'off', by: off.file, line: off.line };
  };
}

/**
 * gitleaks' generic rule finds what is assigned to telling names. Who turns it off has nothing against what we find by
 * other signs: passwords in URLs, bearer tokens, statements of SQL.
 */
function isTurnedOff(peerRule: string, finding: SecretFinding): boolean {
  if (finding.provider === 'generic' && peerRule !== finding.rule && !finding.rule.endsWith('-assignment'))
    return false;
  return peerRuleCovers(peerRule, finding) === true;
}

/** Patterns were tried when they were read; one that is broken all the same allows nothing. */
function compiled(list: Allowlist): AllowTest | undefined {
  try {
    return compileAllowlist(list);
  } catch {
    return undefined;
  }
}

function isAbout({ rules }: Allowlist, finding: SecretFinding): boolean {
  return rules?.some((rule) => peerRuleCovers(rule, finding) === true) ?? true;
}

/**
 * Our rules match the value alone. A pattern for the match of a peer's rule, which has the name and the operator as
 * well, is tried on the line.
 */
function allows({ target }: Allowlist, test: AllowTest, subject: AllowSubject): boolean {
  return test(subject) || (target === 'match' && test({ ...subject, match: subject.line }));
}

function subjectOf({ start, end }: SecretFinding, { text, path, commit }: JudgedText): AllowSubject {
  const secret = text.slice(start, Math.min(end, start + longestSecret));
  const line = linesAround(text, { start, end: start + secret.length });
  return { path, secret, match: secret, line, ...(commit !== undefined && { commit }) };
}

function suppressionBy({ file, line, reason }: Allowlist): Suppression {
  return { kind: 'allow', by: file, line, ...(reason !== undefined && { reason }) };
}
