import { decodeText } from '../project/decodeText.ts';
import { scanNotebook, type NotebookFinding } from './notebook/scanNotebook.ts';
import type { SecretScanner } from './scanner.ts';

const megabyte = 1024 * 1024;
/** Bytes of a file that is scanned, at the most; a larger one is only told of. */
export const scanLimit = 5 * megabyte;
/** Notebooks carry their pictures with them, which are passed over quickly. */
export const notebookScanLimit = 20 * megabyte;
/** A NUL in as many bytes from the beginning says that a file is no text, unless it is UTF-16. */
const headBytes = 8 * 1024;

export type ScanInput =
  { readonly path: string; readonly bytes: Uint8Array } | { readonly path: string; readonly text: string };

export interface ScannedText {
  /** In the order of the text, not overlapping; offsets count in `text`. */
  readonly findings: readonly NotebookFinding[];
  /** Without a byte order mark. Absent where nothing asked for decoding. */
  readonly text?: string;
  /** True for bytes that are no text; nothing was looked for in them. */
  readonly binary: boolean;
}

const binaryFile: ScannedText = { findings: [], binary: true };

/** How large a file of this path may be to be scanned, in bytes. */
export function sizeLimit(path: string): number {
  return isNotebook(path) ? notebookScanLimit : scanLimit;
}

/**
 * Finds the secrets of one whole file, in notebooks cell by cell. The path says the language and is not read. Bytes may
 * be UTF-8 (valid or not), UTF-16 with or without a mark, or none of these. Never throws.
 */
export function scanFile(scanner: SecretScanner, input: ScanInput): ScannedText {
  if ('text' in input) return scanDecoded(scanner, input.text, input.path);
  const { bytes, path } = input;
  if (isBinary(bytes)) return binaryFile;
  if (isNotebook(path) || !isPlainBytes(bytes)) return scanDecoded(scanner, decodeText(bytes).text, path);
  return scanner.scanBytes(bytes, path);
}

/** True for the bytes of a file, or its beginning, that are no text: a NUL near the beginning, and no UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  if (isPlainBytes(bytes)) return false;
  const { encoding } = decodeText(bytes.subarray(0, headBytes));
  return encoding !== 'utf-16le' && encoding !== 'utf-16be';
}

function scanDecoded(scanner: SecretScanner, text: string, path: string): ScannedText {
  const findings = isNotebook(path) ? scanNotebook(scanner, text, path) : scanner.scanText(text, path);
  return { findings, text, binary: false };
}

/** False for what cannot be scanned as the bytes it is: UTF-16, and what is no text. */
function isPlainBytes(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false;
  return !hasNul(bytes);
}

function hasNul(bytes: Uint8Array): boolean {
  return bytes.subarray(0, headBytes).includes(0);
}

function isNotebook(path: string): boolean {
  return /\.ipynb$/i.test(path);
}
