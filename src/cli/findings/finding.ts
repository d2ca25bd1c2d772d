import type { CheckDiagnostic } from '../../core/checks/check.ts';
import type { GuideFinding } from '../../core/guide/file/checkGuideFile.ts';
import type { ModelfileDiagnostic } from '../../core/ollama/modelfile/modelfile.ts';
import type { Problem } from '../../core/project/clue.ts';
import type { Confidence } from '../../core/secrets/confidence.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding as `check` and `scan` print it. Positions are 1-based, the end exclusive. */
export interface Finding {
  /** As given on the command line, `/` between segments. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  /** The area of the rule; findings of secrets name the service that a key belongs to. */
  readonly provider: string;
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly message: string;
  /** Ids of the fixes that the editor has for it. */
  readonly fixes: readonly string[];
  /** That it came in with, where it is of history; the place is that of the file as it was then. */
  readonly commit?: string;
}

export function guideFinding({ rule, ...place }: GuideFinding): Finding {
  return finding(place, rule);
}

/** Readers of manifests know where a problem begins but not where it ends. */
export function manifestFinding(problem: Problem): Finding {
  const { line, column, file } = problem;
  return finding({ ...problem, endLine: line, endColumn: column }, manifestRule(file));
}

/** A diagnostic of a Modelfile at its place; its code is the rule. */
export function modelfileFinding(
  diagnostic: ModelfileDiagnostic & Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>,
): Finding {
  const fixes = diagnostic.fixes.map(({ id }) => id);
  return { ...finding(diagnostic, diagnostic.code), fixes };
}

/** A diagnostic of a file that says how the project is built and run. */
export function deploymentFinding(
  diagnostic: CheckDiagnostic & Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>,
): Finding {
  const fixes = diagnostic.fixes.map(({ id }) => id);
  return { ...finding(diagnostic, diagnostic.code), fixes };
}

function finding(from: Omit<Finding, 'rule' | 'provider' | 'confidence' | 'fixes'>, rule: string): Finding {
  const { file, line, column, endLine, endColumn, severity, message } = from;
  const provider = rule.slice(0, rule.indexOf('/'));
  return {
    file,
    line,
    column,
    endLine,
    endColumn,
    rule,
    provider,
    confidence: 'high',
    severity,
    message,
    fixes: [],
  };
}

const rulesByName: readonly (readonly [RegExp, string])[] = [
  [/^pyproject\.toml$/, 'pyproject'],
  [/requirements|constraints/, 'requirements'],
  [/^package\.json$/, 'package-json'],
  [/^Pipfile/, 'pipfile'],
  [/^setup\.(?:py|cfg)$/, 'setup'],
  [/^go\.mod$/, 'go-mod'],
  [/dockerfile|containerfile/i, 'dockerfile'],
  [/modelfile/i, 'modelfile'],
  [/compose.*\.ya?ml$/, 'compose'],
  [/\.ipynb$/, 'notebook'],
  [/\.lock$/, 'lock-file'],
  [/\.py$/, 'python'],
  [/\.[cm]?[jt]sx?$/, 'javascript'],
  [/\.ya?ml$/, 'yaml'],
  [/\.json$/, 'json'],
  [/\.toml$/, 'toml'],
  [/\.tf$/, 'terraform'],
];

/** The rule is the kind of file: `manifest/pyproject`. */
function manifestRule(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return `manifest/${rulesByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'file'}`;
}
