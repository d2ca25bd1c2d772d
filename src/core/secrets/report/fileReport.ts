import { locateAll, type TextPlace } from '../locate.ts';
import type { NotebookFinding } from '../notebook/scanNotebook.ts';
import { scanFile, type ScanInput } from '../scanFile.ts';
import type { SecretScanner } from '../scanner.ts';
import { lineContexts } from './lineContext.ts';

/** A finding with all that is said of it once the text is gone. Plain data, without the secret. */
export interface FoundSecret extends NotebookFinding, TextPlace {
  /** Hash of the line around the secret, which is cut out; says that a finding is the same after lines have moved. */
  readonly lineHash: string;
}

export interface FileReport {
  readonly secrets: readonly FoundSecret[];
  /** True for bytes that are no text; nothing was looked for in them. */
  readonly binary: boolean;
}

/** Scans a file and gathers what reports say of its findings. Never throws. */
export function reportFile(scanner: SecretScanner, input: ScanInput): FileReport {
  const { findings, text, binary } = scanFile(scanner, input);
  if (findings.length === 0 || text === undefined) return { secrets: [], binary };
  const places = locateAll(text, findings);
  const contexts = lineContexts(text, findings);
  const secrets = findings.flatMap((finding, at) => {
    const place = places[at];
    const lineHash = contexts[at];
    return place && lineHash !== undefined ? [{ ...finding, ...place, lineHash }] : [];
  });
  return { secrets, binary };
}
