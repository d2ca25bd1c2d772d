import type { SecretScanner } from '../../../src/core/secrets/scanner.ts';

/** A scanner that finds what a pattern matches, and remembers what it was given. */
export function patternScanner(pattern: RegExp): {
  scanner: SecretScanner;
  seen: { text: string; path: string }[];
} {
  const seen: { text: string; path: string }[] = [];
  const scanText: SecretScanner['scanText'] = (text, path) => {
    seen.push({ text, path });
    return [...text.matchAll(pattern)].map(({ index, 0: value }) => ({
      start: index,
      end: index + value.length,
      rule: 'test-rule',
      provider: 'generic',
      confidence: 'high' as const,
    }));
  };
  const scanner: SecretScanner = {
    scanText,
    scanBytes(bytes, path) {
      const text = new TextDecoder('latin1').decode(bytes);
      return { findings: scanText(text, path), text, binary: false };
    },
  };
  return { scanner, seen };
}
