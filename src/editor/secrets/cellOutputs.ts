import type { SecretFinding } from '../../core/secrets/finding.ts';
import type { SecretScanner } from '../../core/secrets/scanner.ts';

/** One representation of what a cell printed. */
export interface OutputItem {
  readonly mime: string;
  readonly data: Uint8Array;
}

/** What is looked at of one representation; a cell may have printed a whole log. */
const mostBytes = 1_048_576;

const suffixes: readonly (readonly [RegExp, string])[] = [
  [/^text\/html$|\+xml$/, '.html'],
  [/^text\/markdown$/, '.md'],
  [/^(?:text|application)\/javascript$/, '.js'],
  [/json$|vnd\.code\.notebook\.error$/, '.json'],
  [/^text\/|vnd\.code\.notebook\.(?:stdout|stderr)$/, '.txt'],
];

/** A text that a cell printed, and what is in it. */
export interface ScannedOutput {
  readonly text: string;
  readonly findings: readonly SecretFinding[];
}

/**
 * Secrets in what a cell printed, each once: the same value often comes as text and as HTML. Pictures and other
 * representations that are no text are passed over. Texts without findings are left out.
 */
export function scanOutputs(
  scanner: SecretScanner,
  items: readonly OutputItem[],
  path: string,
): ScannedOutput[] {
  const seen = new Set<string>();
  const decoder = new TextDecoder();
  return items.flatMap(({ mime, data }) => {
    const suffix = suffixes.find(([pattern]) => pattern.test(mime))?.[1];
    // Outputs that an extension made, and that were never saved, may come as something else.
    if (suffix === undefined || !ArrayBuffer.isView(data)) return [];
    const text = decoder.decode(data.subarray(0, mostBytes));
    const findings = scanner.scanText(text, path + suffix).filter(({ rule, start, end }) => {
      const key = `${rule}|${text.slice(start, end)}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
    return findings.length === 0 ? [] : [{ text, findings }];
  });
}
