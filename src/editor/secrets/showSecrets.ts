import { confidences, type Confidence } from '../../core/secrets/confidence.ts';
import { locateAll, type TextPlace } from '../../core/secrets/locate.ts';
import type { NotebookFinding, NotebookPlace } from '../../core/secrets/notebook/scanNotebook.ts';
import type { Judged } from '../../core/secrets/policy/secretPolicy.ts';
import { ruleInfo, type RuleInfo } from '../../core/secrets/ruleInfo.ts';
import { findingMessage, secretSeverity, type SecretSeverity } from '../../core/secrets/words.ts';
import type { TestFiles } from '../settingsTable.ts';
import type { ShownSecret } from './fileSecrets.ts';

/** How findings are shown, as far as the policy leaves that open. */
export interface Presentation {
  readonly minConfidence: Confidence;
  readonly testFiles: TestFiles;
  /** What is said of rules of the workspace's own. */
  readonly info?: (rule: string) => RuleInfo | undefined;
}

/** The findings of a text as they are shown; some are not. The path is relative to the workspace folder. */
export function showSecrets(
  text: string,
  path: string,
  judged: readonly Judged<NotebookFinding>[],
  presentation: Presentation,
): ShownSecret[] {
  const places = locateAll(
    text,
    judged.map(({ finding }) => finding),
  );
  return judged.flatMap((each, index) => {
    const place = places[index];
    return (place && showSecret(each, place, path, presentation)) ?? [];
  });
}

function showSecret(
  judged: Judged<NotebookFinding>,
  place: TextPlace,
  path: string,
  presentation: Presentation,
): ShownSecret | undefined {
  const { finding } = judged;
  const { rule, provider, confidence, reason, name } = finding;
  const severity = severityOf(judged, path, presentation);
  if (severity === undefined) return undefined;
  const info = presentation.info?.(rule) ?? ruleInfo(finding);
  const message = findingMessage(finding, info);
  const shown = { ...place, rule, title: info.title, provider, confidence, reason, name, severity, message };
  return finding.notebook ? { ...shown, ...inNotebook(finding.notebook) } : shown;
}

function inNotebook({ where, cell, place }: NotebookPlace): Pick<ShownSecret, 'where' | 'cell' | 'cellLine'> {
  return { where: where === 'source' ? undefined : where, cell, cellLine: place?.line };
}

/** Undefined for findings that are not shown. What somebody chose for a rule holds in tests as well. */
function severityOf(
  { finding: { confidence }, severity }: Judged,
  path: string,
  { minConfidence, testFiles }: Presentation,
): SecretSeverity | undefined {
  if (confidences.indexOf(confidence) > confidences.indexOf(minConfidence)) return undefined;
  const elsewhere = secretSeverity(confidence, '');
  const isLowered = secretSeverity(confidence, path) !== elsewhere;
  if (!isLowered || testFiles === 'lower') return severity;
  if (testFiles === 'ignore') return undefined;
  return severity === secretSeverity(confidence, path) ? elsewhere : severity;
}
