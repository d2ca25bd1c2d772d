import { sha256 } from '../../core/secrets/baseline/sha.ts';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { scanFile } from '../../core/secrets/scanFile.ts';
import type { SecretScanner } from '../../core/secrets/scanner.ts';
import { historyBlobs, type HistoryLimits, type HistorySummary } from './historyBlobs.ts';

/** Where a secret stands in history. */
export interface KeyInHistory {
  /** The newest commit that brought it to the file; absent where none was found. The look ends there. */
  readonly commit?: string;
  readonly summary: HistorySummary;
}

/**
 * Whether a secret that stands in a file now was in commits of that file. The secret is never put on a command line,
 * where other processes could read it: the file's earlier contents are scanned, and hashes are compared. Throws a
 * UserError where there is no git or no repository.
 */
export async function keyInHistory(
  root: string,
  { text, path, finding }: { readonly text: string; readonly path: string; readonly finding: SecretFinding },
  scanner: SecretScanner,
  limits: HistoryLimits = {},
): Promise<KeyInHistory> {
  const wanted = sha256(text.slice(finding.start, finding.end));
  const found = new AbortController();
  const signal = limits.signal ? AbortSignal.any([limits.signal, found.signal]) : found.signal;
  const blobs = historyBlobs(root, { ...limits, path, signal });
  let commit: string | undefined;
  for (;;) {
    const next = await blobs.next();
    if (next.done === true) {
      return { summary: next.value, ...(commit !== undefined && { commit }) };
    }
    if (commit === undefined && holds(scanner, next.value.bytes, path, wanted)) {
      commit = next.value.commit;
      found.abort();
    }
  }
}

function holds(scanner: SecretScanner, bytes: Uint8Array, path: string, wanted: string): boolean {
  const { findings, text = '' } = scanFile(scanner, { path, bytes });
  return findings.some(({ start, end }) => sha256(text.slice(start, end)) === wanted);
}
