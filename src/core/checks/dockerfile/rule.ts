import type { CheckContext, CheckDiagnostic, CheckFix, CheckSeverity, Span } from '../check.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { BuildContext } from './facts/buildContext.ts';
import type { Deployment } from './facts/deployment.ts';

/** What a rule looks at. */
export interface RuleInput {
  readonly file: Dockerfile;
  readonly context: CheckContext;
  readonly deployment: Deployment;
  readonly build: BuildContext | undefined;
}

/** A place where a rule is broken. */
export interface Found extends Span {
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: CheckSeverity;
  readonly fixes?: readonly CheckFix[];
}

/** A Dockerfile, alone or with the files beside it by their paths. */
export type DockerSample =
  string | { readonly dockerfile: string; readonly files: Readonly<Record<string, string>> };

export interface DockerRule {
  /** The part of the code after `docker/`. Permanent. */
  readonly id: string;
  readonly severity: CheckSeverity;
  /** Rules of hadolint that say the same, so that its comments are heeded. */
  readonly hadolint?: readonly string[];
  /** True where it is no matter of files for developers: dev containers, `Dockerfile.dev`, `Dockerfile.test`. */
  readonly inProductionOnly?: boolean;
  /** Never throws, in linear time. */
  readonly find: (input: RuleInput) => readonly Found[];
  /** Each breaks this rule; tests hold it, and apply every fix. */
  readonly bad: readonly DockerSample[];
  /** None breaks this rule. */
  readonly good: readonly DockerSample[];
}

export function toDiagnostic(rule: DockerRule, found: Found): CheckDiagnostic {
  const { start, end, message, severity = rule.severity, fixes = [] } = found;
  return { code: `docker/${rule.id}`, start, end, severity, message, fixes };
}
