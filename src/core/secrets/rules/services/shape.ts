import type { Checks } from '../../rule.ts';

/** What a key looks like: the pattern of its characters, a sample as a template, and what else must be true of it. */
export interface Shape {
  /** Source of a regular expression, without anchors and groups. */
  readonly pattern: string;
  /** Template of `test/support/secretSample.ts`. */
  readonly sample: string;
  readonly checks: Checks;
}

const mixed = ['digit', 'letter'] as const;

function characters(set: string, fill: string, checks: Checks) {
  return (least: number, most = least): Shape => ({
    pattern: `${set}{${least}${most === least ? '' : `,${most}`}}`,
    sample: sampleOf(fill, least, checks),
    checks: { ...checks, entropy: Math.min(checks.entropy ?? 0, Math.log2(least) * 0.6) },
  });
}

/** Random characters; a short row ends in a letter and a digit, so that it has both whatever the rest is. */
function sampleOf(fill: string, length: number, checks: Checks): string {
  return checks.has === mixed && length < 32 && length > 4
    ? `{${fill}:${length - 2}}${fill === 'upper' ? 'D7' : 'd7'}`
    : `{${fill}:${length}}`;
}

/**
 * Hexadecimal digits of either case; `least` to `most` characters, as in all of these. Other letters are taken as well:
 * under the name of a service a value of that length is its key, whatever the forms of later keys.
 */
export const hex = characters('[A-Za-z0-9]', 'hex', { entropy: 2.5, has: mixed });
/** Letters and digits; samples are lower case. */
export const lower = characters('[A-Za-z0-9]', 'lower', { entropy: 2.8, has: mixed });
/** Letters and digits. */
export const alnum = characters('[A-Za-z0-9]', 'alnum', { entropy: 2.8, has: mixed });
/** Capital letters and digits. */
export const upper = characters('[A-Z0-9]', 'upper', { entropy: 2.8, has: mixed });
/** Letters, digits, `_`, `-` and the `=` that pads base64. */
export const word = characters('[\\w=-]', 'word', { entropy: 2.8, has: mixed });
/** Base64 of either alphabet, with its padding. */
export const base64 = characters('[\\w+/=-]', 'base64', { entropy: 3, has: mixed });
/** Digits alone. */
export const digits = characters('\\d', 'digit', { entropy: 1.5, has: ['digit'] });

/** A UUID of either case, also of letters beyond `f`. */
export const uuid: Shape = {
  pattern: '[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{12}',
  sample: '{uuid}',
  checks: { entropy: 2.5, has: mixed },
};

/** One shape after the other; strings are literal text. */
export function sequence(...parts: readonly (Shape | string)[]): Shape {
  const entropies = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.checks.entropy ?? 0]));
  return {
    pattern: parts.map((part) => (typeof part === 'string' ? escape(part) : part.pattern)).join(''),
    sample: parts.map((part) => (typeof part === 'string' ? part : part.sample)).join(''),
    checks: { entropy: Math.min(...entropies) },
  };
}

/** Any of the shapes; the sample is of the first. */
export function anyOf(first: Shape, ...rest: readonly Shape[]): Shape {
  const all = [first, ...rest];
  return {
    pattern: all.map((shape) => shape.pattern).join('|'),
    sample: first.sample,
    checks: {
      entropy: Math.min(...all.map((shape) => shape.checks.entropy ?? 0)),
    },
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
