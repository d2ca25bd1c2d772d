import { characterAt } from '../parse/printable.ts';
import { templateKeywords, type TemplateToken, type TemplateTokenType } from './templateToken.ts';

/**
 * Takes a Go template apart as Go's `text/template` does. The last token is `end` or `error`. Linear in the text.
 * Comments yield no token.
 */
export function lexTemplate(text: string): TemplateToken[] {
  return new TemplateLexer(text).lex();
}

const space = /[ \t\r\n]/;
const number =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
const word = /[\p{L}\p{Nd}_]*/uy;
const single: Readonly<Record<string, TemplateTokenType>> = { '=': 'assign', '|': 'pipe' };

class TemplateLexer {
  readonly #text: string;
  readonly #tokens: TemplateToken[] = [];
  #at = 0;
  /** Where the parentheses that are open begin. */
  #parens: number[] = [];
  /** Where the action begins that is being read. */
  #action = 0;
  #failed = false;

  constructor(text: string) {
    this.#text = text;
  }

  lex(): TemplateToken[] {
    while (!this.#failed && this.#readText()) {
      const isAction = this.#readLeft();
      while (isAction && this.#readInside());
    }
    return this.#tokens;
  }

  /** Up to the next `{{`; false at the end of the text. */
  #readText(): boolean {
    const left = this.#text.indexOf('{{', this.#at);
    const end = left < 0 ? this.#text.length : left;
    const trimmed = left >= 0 && this.#trimsLeft(left + 2) ? this.#withoutSpace(this.#at, end) : end;
    if (trimmed > this.#at) this.#push('text', this.#at, trimmed);
    this.#at = end;
    if (left < 0) this.#push('end', end, end);
    return left >= 0;
  }

  /** A delimiter, which begins an action, or a whole comment, which begins none. */
  #readLeft(): boolean {
    const start = this.#at;
    this.#action = start;
    const inside = start + (this.#trimsLeft(start + 2) ? 4 : 2);
    if (!this.#text.startsWith('/*', inside)) {
      this.#push('left', start, start + 2);
      this.#at = inside;
      this.#parens = [];
      return true;
    }
    const close = this.#text.indexOf('*/', inside + 2);
    if (close < 0) return this.#fail('unclosed comment', start, start + 2);
    this.#at = close + 2;
    if (this.#rightLength(this.#at) === 0)
      return this.#fail('comment ends before closing delimiter', start, start + 2);
    this.#passRight();
    return false;
  }

  /** One token of an action; false when the action is over. */
  #readInside(): boolean {
    const start = this.#at;
    if (this.#rightLength(start) > 0) {
      const open = this.#parens.at(-1);
      if (open !== undefined) return this.#fail('unclosed left paren', open);
      this.#passRight();
      this.#tokens.push({ type: 'right', text: '}}', start, end: this.#at });
      return false;
    }
    const character = characterAt(this.#text, start);
    if (character === '') return this.#fail('unclosed action', this.#action, this.#action + 2);
    if (space.test(character)) return this.#readSpace();
    return this.#readOperand(character) ?? this.#readSign(character);
  }

  #readSpace(): boolean {
    const start = this.#at;
    while (space.test(this.#text.charAt(this.#at))) this.#at++;
    if (this.#text.startsWith('-}}', this.#at)) this.#at--;
    if (this.#at > start) this.#push('space', start, this.#at);
    return true;
  }

  #readOperand(character: string): boolean | undefined {
    const start = this.#at;
    if (character === '"') return this.#readQuoted('string', 'unterminated quoted string');
    if (character === "'") return this.#readQuoted('character', 'unterminated character constant');
    if (character === '`') return this.#readRaw();
    if (character === '$') return this.#readName('variable');
    if (character === '.' && !/\d/.test(this.#text.charAt(start + 1))) return this.#readName('field');
    if (/[\d.+-]/.test(character)) return this.#readNumber();
    return /[\p{L}\p{Nd}_]/u.test(character) ? this.#readName('identifier') : undefined;
  }

  #readSign(character: string): boolean {
    const start = this.#at;
    if (character === ':') {
      if (this.#text[start + 1] !== '=') return this.#fail('expected :=', start);
      return this.#push('declare', start, start + 2);
    }
    if (character === '(') {
      this.#parens.push(start);
      return this.#push('openParen', start, start + 1);
    }
    if (character === ')') {
      if (this.#parens.pop() === undefined) return this.#fail('unexpected right paren', start);
      return this.#push('closeParen', start, start + 1);
    }
    if (/[\x20-\x7e]/.test(character)) return this.#push(single[character] ?? 'other', start, start + 1);
    return this.#fail(`unrecognized character in action: ${codePoint(character)}`, start);
  }

  #readQuoted(type: TemplateTokenType, message: string): boolean {
    const start = this.#at;
    const quote = this.#text[start];
    for (let at = start + 1; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === quote) return this.#push(type, start, at + 1);
      if (character === '\\') at++;
      if (at >= this.#text.length || this.#text[at] === '\n') break;
    }
    return this.#fail(message, start);
  }

  #readRaw(): boolean {
    const end = this.#text.indexOf('`', this.#at + 1);
    if (end < 0) return this.#fail('unterminated raw quoted string', this.#at);
    return this.#push('rawString', this.#at, end + 1);
  }

  /** An identifier, a field or a variable, of which the first character may be `.` or `$`. */
  #readName(kind: 'identifier' | 'field' | 'variable'): boolean {
    const start = this.#at;
    const from = kind === 'identifier' ? start : start + 1;
    const end = from + this.#match(word, from).length;
    if (!this.#isTerminator(end))
      return this.#fail(`bad character ${codePoint(characterAt(this.#text, end))}`, start, end + 1);
    const text = this.#text.slice(start, end);
    return this.#push(kind === 'identifier' ? wordType(text) : text === '.' ? 'dot' : kind, start, end);
  }

  #readNumber(): boolean {
    const start = this.#at;
    let end = start + this.#match(number, start).length;
    let type: TemplateTokenType = 'number';
    const bad = (): false => {
      const after = end + (this.#isWord(end) ? 1 : 0);
      return this.#fail(`bad number syntax: "${this.#text.slice(start, after)}"`, start, after);
    };
    if (this.#isWord(end)) return bad();
    if (/[+-]/.test(this.#text.charAt(end))) {
      end += this.#match(number, end).length;
      type = 'complex';
      if (this.#isWord(end) || this.#text[end - 1] !== 'i') return bad();
    }
    return this.#push(type, start, end);
  }

  #isTerminator(at: number): boolean {
    if (at >= this.#text.length || /[ \t\r\n.,|:)(]/.test(this.#text.charAt(at))) return true;
    return this.#text.startsWith('}}', at);
  }

  #isWord(at: number): boolean {
    return /[\p{L}\p{Nd}_]/u.test(characterAt(this.#text, at));
  }

  #match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #trimsLeft(at: number): boolean {
    return this.#text[at] === '-' && space.test(this.#text.charAt(at + 1));
  }

  /** Length of `}}` or of ` -}}` at a place; 0 where there is none. */
  #rightLength(at: number): number {
    if (space.test(this.#text.charAt(at)) && this.#text.startsWith('-}}', at + 1)) return 4;
    return this.#text.startsWith('}}', at) ? 2 : 0;
  }

  #passRight(): void {
    const length = this.#rightLength(this.#at);
    this.#at += length;
    if (length === 4) while (space.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #withoutSpace(from: number, to: number): number {
    let end = to;
    while (end > from && space.test(this.#text.charAt(end - 1))) end--;
    return end;
  }

  #push(type: TemplateTokenType, start: number, end: number): true {
    this.#tokens.push({ type, text: this.#text.slice(start, end), start, end });
    this.#at = end;
    return true;
  }

  #fail(message: string, start: number, end = start + 1): false {
    this.#tokens.push({ type: 'error', text: message, start, end: Math.min(end, this.#text.length) });
    this.#failed = true;
    return false;
  }
}

function wordType(text: string): TemplateTokenType {
  if (templateKeywords.includes(text)) return 'keyword';
  return text === 'true' || text === 'false' ? 'bool' : 'identifier';
}

/** As Go writes a character in an error. */
function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${hex} '${character}'`;
}
