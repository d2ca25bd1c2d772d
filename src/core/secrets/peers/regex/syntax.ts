/** Characters as ranges of code points, inclusive, sorted and without overlap. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

/** A regular expression in RE2's syntax as a tree. Flags (`i`, `s`, `m`, `U`) are already worked into it. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  /** A class that only the engine knows: `\p{Greek}`. */
  | { readonly kind: 'property'; readonly name: string; readonly negated: boolean }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly kind: 'group'; readonly body: RegexNode; readonly capture: boolean; readonly name?: string }; // prettier-ignore

/** `lineStart` and `lineEnd` are `^` and `$` with the flag `m`. */
export type Assertion = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'boundary' | 'notBoundary';

/** Why a text is no regular expression of RE2, as part of a sentence: `a look-ahead is not part of RE2`. */
export class RegexSyntaxError extends Error {
  /** Offset in the pattern. */
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.name = 'RegexSyntaxError';
    this.offset = offset;
  }
}

export const lastCodePoint = 0x10ffff;

/** Sorts ranges and joins those that touch. */
export function normalised(ranges: CharacterSet): CharacterSet {
  const joined: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function complement(set: CharacterSet): CharacterSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of normalised(set)) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) result.push([next, lastCodePoint]);
  return result;
}

export function contains(set: CharacterSet, code: number): boolean {
  return set.some(([from, to]) => code >= from && code <= to);
}

export function overlaps(a: CharacterSet, b: CharacterSet): boolean {
  return a.some(([from, to]) => b.some((other) => from <= other[1] && other[0] <= to));
}

/** The set with the other case of its ASCII letters; keys have no others. */
export function withBothCases(set: CharacterSet): CharacterSet {
  const added: [number, number][] = [];
  const shift = (low: number, high: number, by: number): void => {
    for (const [from, to] of set) {
      const start = Math.max(from, low);
      const end = Math.min(to, high);
      if (start <= end) added.push([start + by, end + by]);
    }
  };
  shift(0x41, 0x5a, 32);
  shift(0x61, 0x7a, -32);
  return normalised([...set, ...added]);
}
