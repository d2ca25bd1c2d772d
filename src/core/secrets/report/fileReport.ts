import { createBaseline, type BaselineEntry } from '../baseline/baseline.ts';
import type { SecretFinding } from '../finding.ts';
import { locateAll, type TextPlace } from '../locate.ts';
import type { NotebookFinding } from '../notebook/scanNotebook.ts';
import type { SecretPolicy } from '../policy/secretPolicy.ts';
import { scanFile, type ScanInput } from '../scanFile.ts';
import type { SecretScanner } from '../scanner.ts';
import type { Suppression } from '../suppress/suppression.ts';
import type { SecretSeverity } from '../words.ts';
import { lineContexts } from './lineContext.ts';

/** A finding with all that is said of it once the text is gone. Plain data, without the secret. */
export interface FoundSecret extends NotebookFinding, TextPlace {
  readonly severity: SecretSeverity;
  /** Hash of the line around the secret, which is cut out; says that a finding is the same after lines have moved. */
  readonly lineHash: string;
  /** Why it does not count. */
  readonly suppressed?: Suppression;
  /** For a baseline that is being written: the salted hash, not the secret. */
  readonly entry?: BaselineEntry;
}

export interface ReportContext {
  readonly policy: SecretPolicy;
  /** Of a text that comes from history. */
  readonly commit?: string;
  /** Of the baseline that entries are made for; without it, there are none. */
  readonly salt?: string;
}

export interface FileReport {
  readonly secrets: readonly FoundSecret[];
  /** True for bytes that are no text; nothing was looked for in them. */
  readonly binary: boolean;
}

/**
 * Scans a file and gathers what reports say of its findings. The path is relative to the folder that the policy is of.
 * Never throws.
 */
export function reportFile(scanner: SecretScanner, input: ScanInput, context: ReportContext): FileReport {
  const { findings, text, binary } = scanFile(scanner, input);
  if (findings.length === 0 || text === undefined) return { secrets: [], binary };
  return { secrets: reportFindings(text, input.path, findings, context), binary };
}

/** What reports say of the findings of a text. */
export function reportFindings(
  text: string,
  path: string,
  findings: readonly SecretFinding[],
  { policy, commit, salt }: ReportContext,
): FoundSecret[] {
  const judged = policy.apply(text, path, findings, commit === undefined ? {} : { commit });
  const kept = judged.map(({ finding }) => finding);
  const places = locateAll(text, kept);
  const contexts = lineContexts(text, kept);
  return judged.flatMap(({ finding, severity, suppression }, at) => {
    const place = places[at];
    const lineHash = contexts[at];
    if (!place || lineHash === undefined) return [];
    const entry =
      salt === undefined ? undefined : baselineEntry(salt, text, path, { ...finding, line: place.line });
    const found = { ...finding, ...place, severity, lineHash };
    return [{ ...found, ...(suppression && { suppressed: suppression }), ...(entry && { entry }) }];
  });
}

function baselineEntry(
  salt: string,
  text: string,
  path: string,
  { rule, line, start, end }: SecretFinding & { readonly line: number },
): BaselineEntry | undefined {
  return createBaseline(salt, [{ rule, path, line, secret: text.slice(start, end) }]).entries[0];
}
