import type { Token } from '../modelfile.ts';

export type TemplateTokenType =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'keyword'
  | 'identifier'
  | 'bool'
  | 'dot'
  | 'field'
  | 'variable'
  | 'number'
  | 'complex'
  | 'character'
  | 'string'
  | 'rawString'
  | 'pipe'
  | 'assign'
  | 'declare'
  | 'openParen'
  | 'closeParen'
  | 'other'
  | 'error'
  | 'end';

/** A token of a Go template; that of an error holds the message. */
export interface TemplateToken extends Token {
  readonly type: TemplateTokenType;
}

export const templateKeywords: readonly string[] = [
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
];
