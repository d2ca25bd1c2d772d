/** A string or a bare expression on the right side of an attribute. */
export interface HclValue {
  readonly text: string;
  readonly line: number;
  /** True for a quoted string, false for a reference, a number or a keyword. */
  readonly quoted: boolean;
}

export interface HclAttribute {
  /** Types of the nested blocks and names of the objects it stands in, from the top-level block inwards. */
  readonly path: readonly string[];
  readonly name: string;
  readonly line: number;
  /** All values of the expression in order; those of a list, or the parts of a call. */
  readonly values: readonly HclValue[];
}

/** A top-level block: `resource "type" "name" { … }` has the header `resource`, `type`, `name`. */
export interface HclBlock {
  readonly header: readonly string[];
  readonly line: number;
  readonly attributes: readonly HclAttribute[];
}

export interface HclFile {
  readonly blocks: readonly HclBlock[];
  /** What is wrong and where, when braces do not match or are nested beyond reason. */
  readonly fault?: { readonly line: number; readonly reason: string };
}

const maxDepth = 100;

/** Scans HCL in linear time: blocks and attributes only; expressions are taken apart no further than words. */
export function scanHcl(text: string): HclFile {
  return new HclScanner(text).scan();
}

interface Frame {
  readonly names: readonly string[];
  readonly line: number;
}

class HclScanner {
  readonly #text: string;
  readonly #blocks: HclBlock[] = [];
  #attributes: HclAttribute[] = [];
  readonly #frames: Frame[] = [];
  /** Open parentheses and square brackets; line ends inside do not end a statement. */
  #lists = 0;
  #header: string[] = [];
  #headerLine = 1;
  #attribute: { name: string; line: number; values: HclValue[] } | undefined;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): HclFile {
    while (this.#at < this.#text.length) {
      const reason = this.#step(this.#text.charAt(this.#at));
      if (reason !== undefined) return { blocks: this.#blocks, fault: { line: this.#line, reason } };
    }
    const open = this.#frames[0];
    if (open)
      return {
        blocks: this.#blocks,
        fault: { line: open.line, reason: 'the block that begins here is not closed' },
      };
    return { blocks: this.#blocks };
  }

  #step(char: string): string | undefined {
    if (char === '\n') this.#endLine();
    else if (char === '"') this.#readString();
    else if (char === '#' || this.#text.startsWith('//', this.#at)) this.#skipTo('\n', 0);
    else if (this.#text.startsWith('/*', this.#at)) this.#skipTo('*/', 2);
    else if (this.#text.startsWith('<<', this.#at)) this.#skipHeredoc();
    else if (char === '{') return this.#open();
    else if (char === '}') return this.#close();
    else if (char === '=') this.#readEquals();
    else this.#readOther(char);
    return undefined;
  }

  #readOther(char: string): void {
    const word = /[\w.*-]+/y;
    word.lastIndex = this.#at;
    const text = word.exec(this.#text)?.[0];
    if (text !== undefined) {
      this.#at += text.length;
      this.#add(text, false);
      return;
    }
    if (char === '(' || char === '[') this.#lists++;
    if (char === ')' || char === ']') this.#lists = Math.max(0, this.#lists - 1);
    if (char === ',' && this.#lists === 0) this.#endStatement();
    this.#at++;
  }

  #add(text: string, quoted: boolean): void {
    if (this.#attribute) this.#attribute.values.push({ text, line: this.#line, quoted });
    else {
      if (this.#header.length === 0) this.#headerLine = this.#line;
      this.#header.push(text);
    }
  }

  #readEquals(): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#at += next === '=' || next === '>' ? 2 : 1;
    const name = this.#header.at(-1);
    if (next === '=' || next === '>' || this.#attribute || name === undefined) return;
    this.#attribute = { name, line: this.#headerLine, values: [] };
  }

  #open(): string | undefined {
    const names = this.#attribute ? [this.#attribute.name] : this.#header;
    const line = this.#attribute?.line ?? (this.#header.length > 0 ? this.#headerLine : this.#line);
    if (this.#frames.length >= maxDepth) return 'blocks are nested too deeply';
    this.#frames.push({ names, line });
    this.#attribute = undefined;
    this.#header = [];
    this.#at++;
    return undefined;
  }

  #close(): string | undefined {
    this.#endStatement();
    const frame = this.#frames.pop();
    if (!frame) return 'this brace closes nothing';
    if (this.#frames.length === 0) {
      this.#blocks.push({ header: frame.names, line: frame.line, attributes: this.#attributes });
      this.#attributes = [];
      this.#lists = 0;
    }
    this.#at++;
    return undefined;
  }

  #endLine(): void {
    if (this.#lists === 0) this.#endStatement();
    this.#line++;
    this.#at++;
  }

  #endStatement(): void {
    if (this.#attribute && this.#frames.length > 0) {
      const path = this.#frames.slice(1).map((frame) => frame.names[0] ?? '');
      this.#attributes.push({ path, ...this.#attribute });
    }
    this.#attribute = undefined;
    this.#header = [];
  }

  /** A string ends at its quote, or at the end of the line when that is missing; `${…}` may hold quotes. */
  #readString(): void {
    let at = this.#at + 1;
    let depth = 0;
    for (; at < this.#text.length; at++) {
      const char = this.#text.charAt(at);
      if (char === '\n' || (char === '"' && depth === 0)) break;
      if (char === '\\') at++;
      else if (char === '{' && (depth > 0 || this.#text.charAt(at - 1) === '$')) depth++;
      else if (char === '}' && depth > 0) depth--;
    }
    this.#add(this.#text.slice(this.#at + 1, at), true);
    this.#at = this.#text.charAt(at) === '"' ? at + 1 : at;
  }

  #skipTo(end: string, length: number): void {
    const found = this.#text.indexOf(end, this.#at + length);
    const stop = found < 0 ? this.#text.length : found + length;
    this.#countLines(stop);
    this.#at = stop;
  }

  #skipHeredoc(): void {
    const opening = /<<-?["']?(\w{1,100})["']?[ \t\r]*\n/y;
    opening.lastIndex = this.#at;
    const match = opening.exec(this.#text);
    if (!match) {
      this.#at += 2;
      return;
    }
    let lineStart = this.#at + match[0].length;
    while (lineStart < this.#text.length) {
      const lineEnd = this.#text.indexOf('\n', lineStart);
      const stop = lineEnd < 0 ? this.#text.length : lineEnd;
      const ended = this.#text.slice(lineStart, stop).trim() === match[1];
      lineStart = ended ? stop : stop + 1;
      if (ended) break;
    }
    const stop = Math.min(lineStart, this.#text.length);
    this.#countLines(stop);
    this.#at = stop;
  }

  #countLines(stop: number): void {
    for (let at = this.#at; at < stop; at++) if (this.#text.charCodeAt(at) === 10) this.#line++;
  }
}
