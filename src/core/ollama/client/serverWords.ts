const longest = 300;

/**
 * A server's own words, fit to be shown: one line, bounded, without control characters, credentials or the signed
 * parts of URLs, without a full stop at the end.
 */
export function serverWords(words: string): string {
  const plain = words
    // A bound on the work below; what is shown is shorter by far.
    .slice(0, 4_000)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/(:\/\/)[^\s/@"']*@/g, '$1')
    // Signed download addresses carry their signature in the query.
    .replace(/(:\/\/[^\s?#"']{1,500})[?#][^\s"']*/g, '$1')
    .replace(/\b(bearer|basic|token|api[_-]?key)([ :=]+)["']?[\w.+/=~-]{8,}/gi, '$1$2…')
    .trim()
    .replace(/\.+$/, '');
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}
