import type { GuideFinding } from '../../core/guide/file/checkGuideFile.ts';
import type { Problem } from '../../core/project/clue.ts';

export type Severity = 'error' | 'warning' | 'information';

/** A finding as the `check` commands print it. Positions are 1-based, the end exclusive. */
export interface Finding {
  /** As given on the command line, `/` between segments. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly string[];
}

export function guideFinding({
  file,
  line,
  column,
  endLine,
  endColumn,
  rule,
  severity,
  message,
}: GuideFinding): Finding {
  return { file, line, column, endLine, endColumn, rule, severity, message, fixes: [] };
}

/** Readers of manifests know where a problem begins but not where it ends. */
export function manifestFinding({ file, line, column, severity, message }: Problem): Finding {
  return {
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
    rule: manifestRule(file),
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
