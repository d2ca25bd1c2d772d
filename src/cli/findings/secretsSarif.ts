import { sarifLevels, sarifRule } from '../../core/secrets/report/sarifRule.ts';
import type { Suppression } from '../../core/secrets/suppress/suppression.ts';
import type { SecretsResult } from './printSecrets.ts';
import { fileUri, sarifDocument, type SarifResult } from './sarif.ts';
import type { SecretReport } from './secretReport.ts';
import type { ToldNote } from './scanNotes.ts';

/** The findings of a scan as SARIF 2.1.0, those that are suppressed marked as such. */
export function secretsSarif({ reports, notes }: SecretsResult, version: string): string {
  const rules = new Map(reports.map(({ finding, info }) => [finding.rule, sarifRule(info)]));
  return sarifDocument({
    version,
    rules,
    results: reports.map(secretResult),
    notifications: notes.map(notification),
  });
}

function secretResult({ finding, found, fingerprint }: SecretReport): SarifResult {
  return {
    ...finding,
    level: sarifLevels[finding.confidence],
    more: {
      partialFingerprints: { 'aiStackSecret/v1': fingerprint },
      ...(found.suppressed && { suppressions: [suppression(found.suppressed)] }),
      properties: {
        confidence: finding.confidence,
        provider: finding.provider,
        ...(finding.commit !== undefined && { commit: finding.commit }),
      },
    },
  };
}

function suppression({ kind, by, reason }: Suppression): object {
  return { kind: kind === 'comment' ? 'inSource' : 'external', justification: reason ?? `By ${by}.` };
}

function notification({ file, message }: ToldNote): object {
  return {
    level: 'note',
    message: { text: `${file} ${message}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(file) } } }],
  };
}
