import type { Span } from '../../finding.ts';
import type { LexicalStyle, StringStyle } from './literalStyles.ts';

/** A string literal as it stands in the text. */
export interface Literal extends Span {
  /** With its prefix: `"`, `f"`, `r#"`. */
  readonly opening: string;
  readonly closing: string;
  readonly escape: StringStyle['escape'];
}

/** Where an offset lies: in a string, in a comment, or in neither. */
export type LexicalPlace =
  | { readonly kind: 'string'; readonly literal: Literal }
  | { readonly kind: 'comment' }
  | { readonly kind: 'code' };

/** Reads the text up to the offset, token by token; linear. */
export function lexicalPlace(text: string, offset: number, style: LexicalStyle): LexicalPlace {
  const interesting = starters(style);
  for (let at = 0; at <= offset;) {
    interesting.lastIndex = at;
    const next = interesting.exec(text)?.index;
    if (next === undefined || next > offset) break;
    const comment = commentEnd(text, next, style);
    if (comment !== undefined) {
      if (comment > offset) return { kind: 'comment' };
      at = comment;
      continue;
    }
    const literal = literalFrom(text, next, style);
    if (literal && literal.end > offset) return { kind: 'string', literal };
    at = literal?.end ?? next + 1;
  }
  return { kind: 'code' };
}

/** Finds the characters at which a string or a comment may begin, prefixes of strings included. */
function starters(style: LexicalStyle): RegExp {
  const comments = [...style.lineComments, ...(style.blockComment ? [style.blockComment[0]] : [])];
  const marks = comments.map((mark) => mark.replace(/[*/#[-]/g, '\\$&'));
  const strings = style.strings.map(({ open }) => open.source);
  return new RegExp([...marks, ...strings].join('|'), 'g');
}

function commentEnd(text: string, at: number, style: LexicalStyle): number | undefined {
  const block = style.blockComment;
  if (block && text.startsWith(block[0], at)) {
    const end = text.indexOf(block[1], at + block[0].length);
    return end < 0 ? text.length : end + block[1].length;
  }
  if (!style.lineComments.some((mark) => text.startsWith(mark, at))) return undefined;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function literalFrom(text: string, at: number, style: LexicalStyle): Literal | undefined {
  for (const string of style.strings) {
    string.open.lastIndex = at;
    const opening = string.open.exec(text)?.[0];
    if (opening === undefined) continue;
    const closing = string.close(opening);
    const end = literalEnd(text, at + opening.length, closing, string);
    if (end !== undefined) return { start: at, end, opening, closing, escape: string.escape };
  }
  return undefined;
}

function literalEnd(text: string, from: number, closing: string, style: StringStyle): number | undefined {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\n' && !style.multiline) return undefined;
    if (character === '\\' && style.escape === 'backslash') at++;
    else if (text.startsWith(closing, at)) {
      if (style.escape !== 'double' || !text.startsWith(closing, at + closing.length))
        return at + closing.length;
      at += closing.length;
    }
  }
  return undefined;
}
