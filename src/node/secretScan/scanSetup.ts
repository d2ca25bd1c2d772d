import type { ScannerOptions } from '../../core/secrets/scanner.ts';

/** What is scanned for, as plain data that goes to other threads. */
export interface ScanSetup {
  /** Ids of rules that are off. */
  readonly disabled?: readonly string[];
}

/** The options of the scanner that a thread builds for itself. */
export function scannerOptions({ disabled }: ScanSetup): ScannerOptions {
  return { disabled: new Set(disabled) };
}
