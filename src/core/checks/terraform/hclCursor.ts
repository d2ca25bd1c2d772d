import type { Span } from '../check.ts';

/** A place in a text of Terraform's language, and how its words, strings, heredocs and comments are passed. */
export class HclCursor {
  readonly text: string;
  at = 0;
  /** The first thing that could not be read. */
  fault: (Span & { readonly reason: string }) | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** A name or a quoted label. */
  word(): { text: string; span: Span } | undefined {
    const start = this.at;
    if (this.peek() === '"') {
      const { value } = this.string();
      return { text: value ?? '', span: { start, end: this.at } };
    }
    const name = /[A-Za-z_][\w-]*/y;
    name.lastIndex = start;
    const text = name.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    this.at += text.length;
    return { text, span: { start, end: this.at } };
  }

  skipTo(close: string): void {
    let open = 0;
    while (this.at < this.text.length) {
      const char = this.peek();
      if (char === '"') {
        this.string();
        continue;
      }
      if (open === 0 && char === close) {
        this.at++;
        return;
      }
      if (char === '(' || char === '[' || char === '{') open++;
      if (char === ')' || char === ']' || char === '}') open = Math.max(0, open - 1);
      this.at++;
    }
  }

  /** A quoted string, which ends with its quote or its line. Its value is undefined where it has `${…}` or `%{…}`. */
  string(): { value: string | undefined } {
    const start = ++this.at;
    let depth = 0;
    let template = false;
    for (; this.at < this.text.length; this.at++) {
      const char = this.peek();
      if (char === '\n' || (char === '"' && depth === 0)) break;
      if (char === '\\') this.at++;
      else if (char === '{' && (depth > 0 || /[$%]/.test(this.text.charAt(this.at - 1)))) {
        depth++;
        template = true;
      } else if (char === '}' && depth > 0) depth--;
    }
    const raw = this.text.slice(start, Math.min(this.at, this.text.length));
    if (this.peek() === '"') this.at++;
    return { value: template ? undefined : raw.replace(/\\(["\\])/g, '$1') };
  }

  heredoc(): void {
    const opening = /<<-?["']?([\w-]{1,100})["']?[ \t\r]*\n/y;
    opening.lastIndex = this.at;
    const match = opening.exec(this.text);
    if (!match) {
      this.at += 2;
      return;
    }
    let line = this.at + match[0].length;
    while (line < this.text.length) {
      const next = this.text.indexOf('\n', line);
      const stop = next < 0 ? this.text.length : next;
      if (this.text.slice(line, stop).trim() === match[1]) {
        this.at = stop;
        return;
      }
      line = stop + 1;
    }
    this.at = this.text.length;
  }

  comment(): void {
    const block = this.text.startsWith('/*', this.at);
    const end = this.text.indexOf(block ? '*/' : '\n', this.at + (block ? 2 : 0));
    this.at = end < 0 ? this.text.length : block ? end + 2 : end;
  }

  /** Blanks and comments, and line ends where asked. */
  skip(lines: boolean): void {
    while (this.at < this.text.length) {
      const char = this.peek();
      if (char === ' ' || char === '\t' || char === '\r' || (lines && char === '\n')) this.at++;
      else if (char === '#' || this.text.startsWith('//', this.at)) {
        if (!lines) return;
        this.comment();
      } else if (this.text.startsWith('/*', this.at)) this.comment();
      else return;
    }
  }

  skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  fail(at: number, reason: string): void {
    this.fault ??= { start: at, end: Math.min(this.text.length, at + 1), reason };
  }
}
