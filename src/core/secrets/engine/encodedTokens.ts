import type { SecretRule } from '../rule.ts';

/** Shorter beginnings say too little once encoded. */
const shortest = 5;

/**
 * How the beginning of a rule's tokens reads within Base64, at each of the three ways that bytes fall into its groups
 * of four letters: whole letters only, lower case. As YARA's `base64` modifier does it.
 */
export function encodedKeywords(rule: SecretRule): readonly string[] {
  if (rule.kind !== 'token' || rule.before !== undefined || rule.confidence !== 'high') return [];
  return rule.keywords.flatMap((keyword) => (keyword.length < shortest ? [] : encodings(keyword)));
}

function encodings(keyword: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = btoa('\0'.repeat(shift) + keyword).replace(/=+$/, '');
    // The first letters hold bits of what is before, the last of what comes after.
    const from = shift === 0 ? 0 : shift + 1;
    const whole = Math.floor(((shift + keyword.length) * 8) / 6);
    return encoded.slice(from, whole).toLowerCase();
  });
}

/** Longest run of Base64 that is decoded, to either side of what was found. */
const reach = 2048;

export interface EncodedText {
  readonly start: number;
  readonly end: number;
  /** Absent where it is no Base64, or no text. */
  readonly decoded: string | undefined;
}

/** The run of Base64 around a place, decoded. */
export function decodeAround(text: string, at: number): EncodedText {
  let start = at;
  while (start > 0 && at - start < reach && isBase64(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end < text.length && end - at < reach && isBase64(text.charCodeAt(end))) end++;
  const run = text.slice(start, end).replaceAll('-', '+').replaceAll('_', '/');
  try {
    const decoded = atob(run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0)));
    return { start, end, decoded: /^[\t\n\r -~]+$/.test(decoded) ? decoded : undefined };
  } catch {
    return { start, end, decoded: undefined };
  }
}

function isBase64(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ||
    code === 43 || code === 47 || code === 45 || code === 95
  ); // prettier-ignore
}
