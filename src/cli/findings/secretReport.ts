import type { FoundSecret } from '../../core/secrets/report/fileReport.ts';
import { fingerprints } from '../../core/secrets/report/fingerprint.ts';
import { ruleInfo, type RuleInfo } from '../../core/secrets/ruleInfo.ts';
import { findingMessage, findingTitle } from '../../core/secrets/words.ts';
import type { Finding } from './finding.ts';

/** A finding of a secret with what the formats need beside the finding itself. */
export interface SecretReport {
  readonly finding: Finding;
  readonly found: FoundSecret;
  readonly info: RuleInfo;
  /** In a few words, for a line of text. */
  readonly title: string;
  /** Stays the same when lines move; no secret is part of it. */
  readonly fingerprint: string;
}

export interface ReportOptions {
  /** How the file's path is told. */
  readonly file: string;
  /** The path that the findings were judged by: from the folder of the policy. */
  readonly path: string;
  /** That the findings are of, where they are of history; there is nothing to fix in it. */
  readonly commit: string | undefined;
  readonly fixIds: (path: string, found: FoundSecret) => readonly string[];
  /** What is said of rules that are not built in. */
  readonly info?: (rule: string) => RuleInfo | undefined;
}

/** The findings of one file as they are told. */
export function secretReports(secrets: readonly FoundSecret[], options: ReportOptions): SecretReport[] {
  const { commit } = options;
  const prints = fingerprints(options.file, secrets);
  return secrets.map((found, at): SecretReport => {
    const info = options.info?.(found.rule) ?? ruleInfo(found);
    const { line, column, endLine, endColumn, provider, confidence, severity } = found;
    const finding: Finding = {
      file: options.file,
      line,
      column,
      endLine,
      endColumn,
      rule: `secret/${found.rule}`,
      provider,
      confidence,
      severity,
      message: findingMessage(found, info),
      fixes: commit === undefined ? options.fixIds(options.path, found) : [],
      ...(commit !== undefined && { commit }),
    };
    return { finding, found, info, title: findingTitle(found, info), fingerprint: prints[at] ?? '' };
  });
}
