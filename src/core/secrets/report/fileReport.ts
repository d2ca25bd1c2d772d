import { locateAll, type TextPlace } from '../locate.ts';
import type { NotebookFinding } from '../notebook/scanNotebook.ts';
import { scanFile, type ScanInput } from '../scanFile.ts';
import type { SecretScanner } from '../scanner.ts';
import { createSuppressions, type SuppressionLookup } from '../suppress/suppressions.ts';
import type { Suppression } from '../suppress/suppression.ts';
import { lineContexts } from './lineContext.ts';

/** A finding with all that is said of it once the text is gone. Plain data, without the secret. */
export interface FoundSecret extends NotebookFinding, TextPlace {
  /** Hash of the line around the secret, which is cut out; says that a finding is the same after lines have moved. */
  readonly lineHash: string;
  /** Why it does not count. */
  readonly suppressed?: Suppression;
}

/** What of a text's findings does not count, given the path that the text was scanned under. */
export type SuppressionSource = (text: string, path: string) => SuppressionLookup;

/** The comments in the text alone; no baseline and no configuration. */
export const commentsOnly: SuppressionSource = (text) => createSuppressions(text);

export interface FileReport {
  readonly secrets: readonly FoundSecret[];
  /** True for bytes that are no text; nothing was looked for in them. */
  readonly binary: boolean;
}

/** Scans a file and gathers what reports say of its findings. Never throws. */
export function reportFile(
  scanner: SecretScanner,
  input: ScanInput,
  suppressions: SuppressionSource = commentsOnly,
): FileReport {
  const { findings, text, binary } = scanFile(scanner, input);
  if (findings.length === 0 || text === undefined) return { secrets: [], binary };
  const places = locateAll(text, findings);
  const contexts = lineContexts(text, findings);
  const lookUp = suppressions(text, input.path);
  const secrets = findings.flatMap((finding, at) => {
    const place = places[at];
    const lineHash = contexts[at];
    if (!place || lineHash === undefined) return [];
    const suppressed = lookUp(finding);
    return [{ ...finding, ...place, lineHash, ...(suppressed && { suppressed }) }];
  });
  return { secrets, binary };
}
