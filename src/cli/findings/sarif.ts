import type { Finding, Severity } from './finding.ts';

type Level = 'error' | 'warning' | 'note';

const levels: Readonly<Record<Severity, Level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A finding as SARIF has it. */
export interface SarifResult extends Finding {
  /** Instead of the severity's. */
  readonly level?: Level;
  /** Further properties of SARIF's `result`. */
  readonly more?: object;
}

export interface SarifParts {
  readonly version: string;
  readonly results: readonly SarifResult[];
  /** What is said of rules, as reportingDescriptors by id; the others are named only. */
  readonly rules?: ReadonlyMap<string, object>;
  /** What went wrong while the tool ran. */
  readonly notifications?: readonly object[];
}

/** Findings as SARIF 2.1.0, which code scanning services and editors read. */
export function sarifDocument({ version, results, rules, notifications }: SarifParts): string {
  const ruleIds = [...new Set(results.map(({ rule }) => rule))].sort();
  const indices = new Map(ruleIds.map((id, at) => [id, at]));
  const driver = {
    name: 'AI Stack Guide',
    version,
    informationUri: 'https://github.com/ai-stack-guide/ai-stack-guide',
    rules: ruleIds.map((id) => rules?.get(id) ?? { id }),
  };
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        ...(notifications && {
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        }),
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => sarifResult(result, indices)),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sarifResult(result: SarifResult, indices: ReadonlyMap<string, number>): object {
  const { file, line, column, endLine, endColumn, rule, severity, message, level, more } = result;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ruleIndex: indices.get(rule),
    level: level ?? levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(file) }, region } }],
    ...more,
  };
}

/** A relative URI reference, or a file URI for an absolute path. */
export function fileUri(file: string): string {
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return `file://${path}`;
  return /^[a-z]:\//i.test(file) ? `file:///${path.replace('%3A', ':')}` : path;
}
