import { emptyPolicy, type PolicyData } from '../../core/secrets/policy/policyData.ts';
import { compileUserRules, mergeFindings } from '../../core/secrets/policy/runUserRules.ts';
import { createPolicy, type SecretPolicy } from '../../core/secrets/policy/secretPolicy.ts';
import type { UserRule } from '../../core/secrets/policy/userRule.ts';
import type { ReportContext } from '../../core/secrets/report/fileReport.ts';
import { createScanner, type SecretScanner } from '../../core/secrets/scanner.ts';

/** What is scanned for and what of it counts, as plain data that goes to other threads. */
export interface ScanSetup {
  /** Ids of rules that are off, beside those of the policy. */
  readonly disabled?: readonly string[];
  /** False leaves the contextual detection of passwords, tokens and secrets out. */
  readonly contextual?: boolean;
  /** Its own rules may run without end, so that only threads that are watched may open it where it has any. */
  readonly policy?: PolicyData;
  /** False scans files that the policy leaves out, and counts findings that it, a comment or a baseline accepts. */
  readonly suppress?: boolean;
  /** Of a baseline that is to be written from the findings. */
  readonly salt?: string;
}

/** What a thread scans with. */
export interface OpenScan {
  readonly scanner: SecretScanner;
  readonly context: ReportContext;
}

let usual: SecretScanner | undefined;

/** The scanner that nearly everybody uses, compiled once in a thread: it holds no state between scans. */
function usualScanner(): SecretScanner {
  return (usual ??= createScanner());
}

/** Builds what a thread uses for all its files. */
export function openScan({
  disabled = [],
  contextual,
  policy: data = emptyPolicy,
  suppress = true,
  salt,
}: ScanSetup): OpenScan {
  const policy = createPolicy(data);
  const off = new Set([...policy.disabled, ...disabled]);
  const builtIn =
    off.size === 0 && contextual !== false
      ? usualScanner()
      : createScanner({ disabled: off, ...(contextual !== undefined && { contextual }) });
  const scanner = data.userRules.length === 0 ? builtIn : withUserRules(builtIn, data.userRules);
  const counting = suppress ? policy : withoutSuppressions(policy);
  return { scanner, context: { policy: counting, ...(salt !== undefined && { salt }) } };
}

/** The findings of the built-in rules and, where these find nothing, those of a workspace's own. */
function withUserRules(builtIn: SecretScanner, rules: readonly UserRule[]): SecretScanner {
  const run = compileUserRules(rules);
  const decoder = new TextDecoder();
  const scanText: SecretScanner['scanText'] = (text, path) =>
    mergeFindings(builtIn.scanText(text, path), run(text, path));
  return {
    scanText,
    scanBytes(bytes, path) {
      const text = decoder.decode(bytes);
      return { findings: scanText(text, path), text, binary: false };
    },
  };
}

function withoutSuppressions(policy: SecretPolicy): SecretPolicy {
  return {
    ...policy,
    excludes: () => undefined,
    apply: (...given) => policy.apply(...given).map(({ finding, severity }) => ({ finding, severity })),
  };
}
