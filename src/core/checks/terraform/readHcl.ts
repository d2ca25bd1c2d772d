import type { Span } from '../check.ts';
import { HclCursor } from './hclCursor.ts';

/** The right side of an attribute. */
export type HclExpression = Span &
  (
    | { readonly kind: 'string'; readonly value: string }
    /** A number, `true`, `false` or `null`. */
    | { readonly kind: 'literal'; readonly value: string }
    | { readonly kind: 'object'; readonly attributes: readonly HclAttribute[] }
    | { readonly kind: 'list'; readonly items: readonly HclExpression[] }
    /** References, calls, operators, strings with `${…}`, heredocs. */
    | { readonly kind: 'other' }
  );

/** `name = value`. Its span is both. */
export interface HclAttribute extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
}

/** `type "label" { … }`. */
export interface HclBlock extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  /** From the type to the last label. */
  readonly head: Span;
  /** Between the braces. */
  readonly inner: Span;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclText {
  readonly blocks: readonly HclBlock[];
  /** Where the text cannot be read. */
  readonly fault?: Span & { readonly reason: string };
}

/** Deeper nesting is an attack or a mistake. */
const maxDepth = 60;

/** Reads Terraform's language with places, in linear time: blocks, attributes and the shape of their values. */
export function readHcl(text: string): HclText {
  const reader = new HclReader(text);
  const { blocks } = reader.body(0, true);
  return reader.fault ? { blocks, fault: reader.fault } : { blocks };
}

class HclReader {
  readonly #cursor: HclCursor;

  constructor(text: string) {
    this.#cursor = new HclCursor(text);
  }

  get fault(): (Span & { readonly reason: string }) | undefined {
    return this.#cursor.fault;
  }

  /** Attributes and blocks up to the closing brace, which is taken, or the end of the text. */
  body(depth: number, top: boolean): { attributes: HclAttribute[]; blocks: HclBlock[]; end: number } {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      this.#cursor.skip(true);
      const char = this.#cursor.peek();
      if (char === '') {
        if (!top) this.#cursor.fail(this.#cursor.text.length, 'a block is not closed');
        return { attributes, blocks, end: this.#cursor.at };
      }
      if (char === '}') {
        if (top) this.#cursor.fail(this.#cursor.at, 'this brace closes nothing');
        const end = this.#cursor.at++;
        if (!top) return { attributes, blocks, end };
        continue;
      }
      if (depth > maxDepth) {
        this.#cursor.fail(this.#cursor.at, 'blocks are nested too deeply');
        this.#cursor.at = this.#cursor.text.length;
        return { attributes, blocks, end: this.#cursor.at };
      }
      this.#statement(depth, attributes, blocks);
    }
  }

  #statement(depth: number, attributes: HclAttribute[], blocks: HclBlock[]): void {
    const start = this.#cursor.at;
    const words: { text: string; span: Span }[] = [];
    for (;;) {
      const word = this.#cursor.word();
      if (!word) break;
      words.push(word);
      this.#cursor.skip(false);
    }
    const [first] = words;
    const last = words.at(-1);
    const char = this.#cursor.peek();
    if (
      first &&
      last &&
      words.length === 1 &&
      char === '=' &&
      !this.#cursor.text.startsWith('==', this.#cursor.at)
    ) {
      this.#cursor.at++;
      const value = this.#expression(depth + 1);
      attributes.push({ name: first.text, nameSpan: first.span, value, start, end: value.end });
    } else if (first && last && char === '{') {
      const innerStart = ++this.#cursor.at;
      const body = this.body(depth + 1, false);
      blocks.push({
        type: first.text,
        labels: words.slice(1).map(({ text }) => text),
        head: { start, end: last.span.end },
        inner: { start: innerStart, end: body.end },
        attributes: body.attributes,
        blocks: body.blocks,
        start,
        end: this.#cursor.at,
      });
    } else {
      this.#cursor.fail(start, 'this is neither an attribute nor a block');
      this.#cursor.skipLine();
    }
  }

  #expression(depth: number): HclExpression {
    this.#cursor.skip(false);
    const start = this.#cursor.at;
    if (depth > maxDepth) {
      this.#cursor.fail(start, 'values are nested too deeply');
      this.#cursor.at = this.#cursor.text.length;
      return { kind: 'other', start, end: start };
    }
    const primary = this.#primary(depth);
    const end = this.#cursor.at;
    if (primary && this.#ends()) return primary;
    this.#skipExpression();
    return { kind: 'other', start, end: Math.max(end, this.#trimmedEnd(start)) };
  }

  #primary(depth: number): HclExpression | undefined {
    const start = this.#cursor.at;
    const char = this.#cursor.peek();
    if (char === '"') {
      const { value } = this.#cursor.string();
      const span = { start, end: this.#cursor.at };
      return value === undefined ? { kind: 'other', ...span } : { kind: 'string', value, ...span };
    }
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#list(depth);
    const literal = /(?:-?\d+(?:\.\d+)?|true|false|null)(?![\w.[(-])/y;
    literal.lastIndex = start;
    const value = literal.exec(this.#cursor.text)?.[0];
    if (value === undefined) return undefined;
    this.#cursor.at += value.length;
    return { kind: 'literal', value, start, end: this.#cursor.at };
  }

  #object(depth: number): HclExpression | undefined {
    const start = this.#cursor.at++;
    const attributes: HclAttribute[] = [];
    for (;;) {
      this.#cursor.skip(true);
      const char = this.#cursor.peek();
      if (char === '') break;
      if (char === '}') {
        this.#cursor.at++;
        return { kind: 'object', attributes, start, end: this.#cursor.at };
      }
      if (char === ',') {
        this.#cursor.at++;
        continue;
      }
      const keyStart = this.#cursor.at;
      const key = this.#cursor.word();
      this.#cursor.skip(false);
      const sign = this.#cursor.peek();
      if (
        !key ||
        (sign !== '=' && sign !== ':') ||
        /^(?:==|=>)/.test(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 2))
      ) {
        this.#cursor.at = keyStart;
        this.#cursor.skipTo('}');
        return { kind: 'other', start, end: this.#cursor.at };
      }
      this.#cursor.at++;
      const value = this.#expression(depth + 1);
      attributes.push({ name: key.text, nameSpan: key.span, value, start: keyStart, end: value.end });
    }
    this.#cursor.fail(start, 'this brace is not closed');
    return undefined;
  }

  #list(depth: number): HclExpression | undefined {
    const start = this.#cursor.at++;
    const items: HclExpression[] = [];
    for (;;) {
      this.#cursor.skip(true);
      const char = this.#cursor.peek();
      if (char === '') break;
      if (char === ']') {
        this.#cursor.at++;
        return { kind: 'list', items, start, end: this.#cursor.at };
      }
      if (char === ',') this.#cursor.at++;
      else {
        const before = this.#cursor.at;
        items.push(this.#expression(depth + 1));
        this.#cursor.skip(true);
        if (this.#cursor.at === before) this.#cursor.at++;
      }
    }
    this.#cursor.fail(start, 'this bracket is not closed');
    return undefined;
  }

  /** Whether nothing but the end of the value follows on its line. */
  #ends(): boolean {
    const match = /[ \t]*(?:\r?\n|#|\/\/|\/\*|[,}\]]|$)/y;
    match.lastIndex = this.#cursor.at;
    return match.test(this.#cursor.text);
  }

  /** To the end of a value: its line, or a bracket or comma that is not its own. */
  #skipExpression(): void {
    let open = 0;
    while (this.#cursor.at < this.#cursor.text.length) {
      const char = this.#cursor.peek();
      if (open === 0 && (char === '\n' || char === ',' || char === '}' || char === ']' || char === ')')) {
        // A line that ends with an operator goes on; so does one that is followed by `?` or `:`.
        if (char !== '\n' || !this.#goesOn()) return;
        this.#cursor.at++;
      } else if (char === '"') this.#cursor.string();
      else if (this.#cursor.text.startsWith('<<', this.#cursor.at)) this.#cursor.heredoc();
      else if (
        char === '#' ||
        this.#cursor.text.startsWith('//', this.#cursor.at) ||
        this.#cursor.text.startsWith('/*', this.#cursor.at)
      )
        this.#cursor.comment();
      else {
        if (char === '(' || char === '[' || char === '{') open++;
        if (char === ')' || char === ']' || char === '}') open--;
        this.#cursor.at++;
      }
    }
  }

  #goesOn(): boolean {
    const before = /[?:&|+*/=<>-][ \t\r]{0,20}$/.test(
      this.#cursor.text.slice(Math.max(0, this.#cursor.at - 24), this.#cursor.at),
    );
    const after = /\n[ \t\r\n]{0,200}(?:[?:]|&&|\|\|)/y;
    after.lastIndex = this.#cursor.at;
    return before || after.test(this.#cursor.text);
  }

  #trimmedEnd(start: number): number {
    let end = this.#cursor.at;
    while (end > start && /\s/.test(this.#cursor.text.charAt(end - 1))) end--;
    return end;
  }
}
