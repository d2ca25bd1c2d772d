import { propertyPattern } from './regexCursor.ts';
import { lastCodePoint, complement, type CharacterSet, type RegexNode } from './syntax.ts';
import { parseRegex } from './parseRegex.ts';

/** A pattern for `new RegExp(source, flags)`; `g` or `y` are for the caller to add. */
export interface JavaScriptPattern {
  readonly source: string;
  readonly flags: '' | 'u';
}

/** The same expression in JavaScript. Throws a RegexSyntaxError. */
export function toJavaScript(pattern: string): JavaScriptPattern {
  return emitJavaScript(parseRegex(pattern));
}

/** Flags of RE2 are worked into the tree, so that JavaScript's (which engines of different age know) are not needed. */
export function emitJavaScript(node: RegexNode): JavaScriptPattern {
  const unicode = needsUnicode(node);
  return { source: emit(node, unicode), flags: unicode ? 'u' : '' };
}

function needsUnicode(node: RegexNode): boolean {
  switch (node.kind) {
    case 'property':
      return true;
    case 'set':
      // Sets made by negation reach to the end of Unicode and mean any character; others name one beyond the basic plane.
      return node.set.some(([from, to]) => from > 0xffff || (to > 0xffff && to < lastCodePoint));
    case 'sequence':
      return node.parts.some(needsUnicode);
    case 'choice':
      return node.options.some(needsUnicode);
    case 'repeat':
    case 'group':
      return needsUnicode(node.body);
    default:
      return false;
  }
}

const assertions = {
  start: '^',
  end: '$',
  lineStart: '(?:^|(?<=\\n))',
  lineEnd: '(?=\\n|$)',
  boundary: '\\b',
  notBoundary: '\\B',
} as const;

function emit(node: RegexNode, unicode: boolean): string {
  switch (node.kind) {
    case 'set':
      return emitSet(node.set, unicode);
    case 'property':
      return propertyPattern(node.name, node.negated) ?? '';
    case 'assertion':
      return assertions[node.what];
    case 'sequence':
      return node.parts.map((part) => emitPart(part, unicode)).join('');
    case 'choice':
      return node.options.map((option) => emit(option, unicode)).join('|');
    case 'repeat':
      return `${emitBody(node.body, unicode)}${quantifier(node.min, node.max)}${node.lazy ? '?' : ''}`;
    case 'group': {
      const head = !node.capture ? '?:' : node.name === undefined ? '' : `?<${groupName(node.name)}>`;
      return `(${head}${emit(node.body, unicode)})`;
    }
  }
}

/** Go allows a digit first, JavaScript does not. */
function groupName(name: string): string {
  return /^\d/.test(name) ? `_${name}` : name;
}

function emitPart(node: RegexNode, unicode: boolean): string {
  return node.kind === 'choice' ? `(?:${emit(node, unicode)})` : emit(node, unicode);
}

function emitBody(node: RegexNode, unicode: boolean): string {
  const isOne = node.kind === 'set' || node.kind === 'property' || node.kind === 'group';
  return isOne ? emit(node, unicode) : `(?:${emit(node, unicode)})`;
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function emitSet(set: CharacterSet, unicode: boolean): string {
  const [only] = set;
  if (!only) return '[]';
  const limit = unicode ? lastCodePoint : 0xffff;
  const last = set.at(-1);
  // A negated set is shorter than its complement, which begins at zero and reaches to the end.
  if (only[0] === 0 && last && last[1] >= lastCodePoint) {
    const left = complement(set);
    return left.length === 0 ? '[^]' : `[^${emitRanges(left, limit)}]`;
  }
  if (set.length === 1 && only[0] === only[1]) return emitCharacter(only[0], false);
  return `[${emitRanges(set, limit)}]`;
}

function emitRanges(set: CharacterSet, limit: number): string {
  return set
    .map(([from, to]) => {
      const end = Math.min(to, limit);
      if (from === end) return emitCharacter(from, true);
      return `${emitCharacter(from, true)}${end - from > 1 ? '-' : ''}${emitCharacter(end, true)}`;
    })
    .join('');
}

function emitCharacter(code: number, inClass: boolean): string {
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9_]/.test(character)) return character;
  if (code < 0x20 || code > 0x7e) return `\\u${code.toString(16).padStart(4, '0')}`;
  const special = inClass ? /[\\\]^[-]/ : /[\\^$.*+?()[\]{}|/]/;
  return special.test(character) ? `\\${character}` : character;
}
