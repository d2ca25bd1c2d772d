import ignore from 'ignore';
import { LineIndex } from '../../project/text/lines.ts';
import type { SecretFinding } from '../finding.ts';
import { providerOf, type RuleInfo } from '../ruleInfo.ts';
import type { Suppression } from '../suppress/suppression.ts';
import { createSuppressions } from '../suppress/suppressions.ts';
import { namesRule } from '../suppress/ruleList.ts';
import { secretSeverity, type SecretSeverity } from '../words.ts';
import { configuredAllowance, type Allowance } from './allowances.ts';
import { knownBefore } from './knownBefore.ts';
import type { Exclusion, PolicyData, PolicySeverity } from './policyData.ts';

/** A finding with what the policy says of it. */
export interface Judged<T extends SecretFinding = SecretFinding> {
  readonly finding: T;
  readonly severity: SecretSeverity;
  /** What takes it back; such findings do not count, but reports may show them. */
  readonly suppression?: Suppression;
}

export interface JudgeOptions {
  /** Of a text that comes from history. */
  readonly commit?: string;
}

/** Decides which findings count, and how much. Holds no state of scans; does nothing in files without findings. */
export interface SecretPolicy {
  readonly data: PolicyData;
  /** For the scanner. */
  readonly disabled: ReadonlySet<string>;
  /** Why a file is not to be scanned. The path is relative to the folder, `/` between segments. */
  excludes(path: string): Suppression | undefined;
  /**
   * The findings of a text in their order, without those whose severity is `off`. The path is relative to the folder
   * that the policy is of. Never throws; takes time in proportion to the findings and, where there are any, the text.
   */
  apply<T extends SecretFinding>(
    text: string,
    path: string,
    findings: readonly T[],
    options?: JudgeOptions,
  ): Judged<T>[];
  /** What is said of a rule of the workspace's own. */
  info(rule: string): RuleInfo | undefined;
}

/** Puts what was loaded in order: some milliseconds for large baselines. */
export function createPolicy(data: PolicyData): SecretPolicy {
  const disabled = new Set(data.disabled);
  const excludes = exclusionTest(data.exclude);
  const allowance = configuredAllowance(data);
  const known = knownBefore(data);
  const infos = new Map(
    data.userRules.map(({ id, title, confidence }) => [
      id,
      { id, title, confidence, provider: providerOf('generic') },
    ]),
  );
  return {
    data,
    disabled,
    excludes,
    info: (rule) => infos.get(rule),
    apply: (text, path, findings, { commit } = {}) => {
      if (findings.length === 0) return [];
      const excluded = excludes(path);
      const byComment = createSuppressions(text);
      const context = { text, path, lines: new LazyLines(text), ...(commit !== undefined && { commit }) };
      const checks: readonly Allowance[] = [
        byComment,
        (finding) => known(finding, context),
        (finding) => allowance(finding, context),
      ];
      return findings.flatMap((finding) => {
        const severity = severityOf(finding, path, data.severity);
        if (severity === 'off') return [];
        const suppression =
          excluded ?? (disabled.has(finding.rule) ? offSuppression : firstOf(checks, finding));
        return [{ finding, severity, ...(suppression && { suppression }) }];
      });
    },
  };
}

const offSuppression: Suppression = { kind: 'off', by: 'the settings' };

/** Lines of a text, counted when somebody asks. */
class LazyLines {
  readonly #text: string;
  #index: LineIndex | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  lineAt(offset: number): number {
    this.#index ??= new LineIndex(this.#text);
    return this.#index.lineAt(offset);
  }
}

function firstOf(checks: readonly Allowance[], finding: SecretFinding): Suppression | undefined {
  for (const check of checks) {
    const suppression = check(finding);
    if (suppression) return suppression;
  }
  return undefined;
}

/**
 * The last entry that fits; ones that name a rule before those that name a confidence. Examples and placeholders stay
 * hints, unless the confidence `low` is named: a rule that matters does not make them matter.
 */
function severityOf(finding: SecretFinding, path: string, chosen: PolicyData['severity']): PolicySeverity {
  const usual = secretSeverity(finding.confidence, path);
  const byConfidence = chosen.findLast(([name]) => name === finding.confidence)?.[1];
  const byRule = chosen.findLast(([name]) => namesRule(name, finding.rule))?.[1];
  if (finding.confidence === 'low' && byRule !== 'off') return byConfidence ?? usual;
  return byRule ?? byConfidence ?? usual;
}

function exclusionTest(exclusions: readonly Exclusion[]): (path: string) => Suppression | undefined {
  if (exclusions.length === 0) return () => undefined;
  const all = ignore({ allowRelativePaths: true }).add(exclusions.map(({ pattern }) => pattern));
  return (path) => {
    if (path === '' || !all.ignores(path)) return undefined;
    const own = exclusions.findLast(({ pattern }) =>
      ignore({ allowRelativePaths: true }).add(pattern).ignores(path),
    );
    const { by, line } = own ?? { by: 'the settings', line: undefined };
    return { kind: 'path', by, ...(line !== undefined && { line }) };
  };
}
