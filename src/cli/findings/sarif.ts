import type { Finding, Severity } from './finding.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** Findings as SARIF 2.1.0, which code scanning services and editors read. */
export function sarifDocument(findings: readonly Finding[], version: string): string {
  const ruleIds = [...new Set(findings.map(({ rule }) => rule))].sort();
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'AI Stack Guide', version, rules: ruleIds.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => sarifResult(finding, ruleIds)),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sarifResult(finding: Finding, ruleIds: readonly string[]): object {
  const { file, line, column, endLine, endColumn, rule, severity, message } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(file) }, region } }],
  };
}

/** A relative URI reference, or a file URI for an absolute path. */
function fileUri(file: string): string {
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return `file://${path}`;
  return /^[a-z]:\//i.test(file) ? `file:///${path.replace('%3A', ':')}` : path;
}
