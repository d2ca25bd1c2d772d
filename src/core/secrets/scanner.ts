import type { SecretFinding } from './finding.ts';
import type { SecretRule } from './rule.ts';

export interface ScannerOptions {
  /** Ids of rules that are off. */
  readonly disabled?: ReadonlySet<string>;
  /** Instead of all built-in rules; for tests, and to add rules of one's own. */
  readonly rules?: readonly SecretRule[];
  /** False leaves the contextual detection of passwords, tokens and secrets out. */
  readonly contextual?: boolean;
}

/** What a scan of one file's bytes gave. */
export interface FileScan {
  readonly findings: readonly SecretFinding[];
  /** The decoded text that the findings' offsets count in; absent where nothing asked for decoding. */
  readonly text?: string;
  /** True for bytes that are no text. */
  readonly binary: boolean;
}

/**
 * Finds secrets in texts. Building one compiles the rules (some milliseconds), so it is built once and kept. Holds no
 * state between scans; every method is synchronous, never throws and takes time linear in the input.
 */
export interface SecretScanner {
  /** The path says the language, and is not read. Findings are in the order of the text and do not overlap. */
  scanText(text: string, path: string): readonly SecretFinding[];
  /** Decodes only where a keyword of any rule stands in the bytes. */
  scanBytes(bytes: Uint8Array, path: string): FileScan;
}

export function createScanner(options: ScannerOptions = {}): SecretScanner {
  void options;
  return { scanText: () => [], scanBytes: () => ({ findings: [], binary: false }) };
}
