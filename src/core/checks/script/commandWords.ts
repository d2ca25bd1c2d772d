import type { Span } from '../check.ts';

/** A word of a command, with its place; quotes are part of the place, not of the text. */
export interface CommandWord extends Span {
  readonly text: string;
  /** True where nothing in it is expanded: no variable, no command, no expression of a workflow. */
  readonly literal: boolean;
}

/** One simple command: the program and its arguments. Redirections are left out. */
export type Command = readonly CommandWord[];

/** How deep commands in `$(…)` are followed. */
const maxDepth = 4;

/**
 * The simple commands of a part of a text, those in `$(…)` among them, in linear time. `folded`: a line end divides no
 * commands, as in YAML that folds lines.
 */
export function readCommands(text: string, span: Span, folded = false, depth = 0): Command[] {
  return new CommandReader(text, span, folded, depth).read();
}

class CommandReader {
  readonly #text: string;
  readonly #end: number;
  readonly #folded: boolean;
  readonly #depth: number;
  readonly #commands: Command[] = [];
  readonly #inner: Command[] = [];
  #words: CommandWord[] = [];
  #at: number;
  #start = -1;
  #word = '';
  #literal = true;
  #skipNext = false;
  #heredocs: string[] = [];
  /** Up to here no `$(` is closed, so that a text full of open ones is read once. */
  #unclosed = 0;

  constructor(text: string, { start, end }: Span, folded: boolean, depth: number) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    this.#folded = folded;
    this.#depth = depth;
  }

  read(): Command[] {
    while (this.#at < this.#end) this.#step(this.#text.charAt(this.#at));
    this.#endCommand();
    return [...this.#commands, ...this.#inner];
  }

  #step(char: string): void {
    if (char === '\\') this.#escape();
    else if (char === "'") this.#single();
    else if (char === '"') this.#double();
    else if (char === '$') this.#dollar();
    else if (char === '`') {
      this.#literal = false;
      this.#take(1);
    } else if (char === '#' && this.#start < 0) this.#at = this.#lineEnd();
    else if (char === '\n') this.#newLine();
    else if (char === ' ' || char === '\t' || char === '\r') {
      this.#endWord();
      this.#at++;
    } else if (';|()'.includes(char)) this.#separator();
    else if (char === '&') this.#ampersand();
    else if (char === '<' || char === '>') this.#redirection();
    else this.#take(1);
  }

  #take(length: number): void {
    if (this.#start < 0) this.#start = this.#at;
    this.#word += this.#text.slice(this.#at, Math.min(this.#at + length, this.#end));
    this.#at += length;
  }

  #endWord(): void {
    if (this.#start >= 0) {
      const word = {
        text: this.#word,
        literal: this.#literal,
        start: this.#start,
        end: Math.min(this.#at, this.#end),
      };
      if (this.#skipNext) this.#skipNext = false;
      else this.#words.push(word);
    }
    this.#word = '';
    this.#start = -1;
    this.#literal = true;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push(this.#words);
    this.#words = [];
    this.#skipNext = false;
  }

  #separator(): void {
    this.#endCommand();
    this.#at++;
  }

  #ampersand(): void {
    const around = this.#text.charAt(this.#at - 1) === '>' || this.#text.charAt(this.#at + 1) === '>';
    if (around) this.#at++;
    else this.#separator();
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at + 1);
    const length = next === '\n' ? 2 : next === '\r' && this.#text.charAt(this.#at + 2) === '\n' ? 3 : 0;
    if (length > 0) {
      this.#endWord();
      this.#at += length;
      return;
    }
    if (this.#start < 0) this.#start = this.#at;
    this.#word += next;
    this.#at += 2;
  }

  #single(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close < 0 || close >= this.#end ? this.#end : close;
    if (this.#start < 0) this.#start = this.#at;
    this.#word += this.#text.slice(this.#at + 1, end);
    this.#at = Math.min(end + 1, this.#end);
  }

  #double(): void {
    if (this.#start < 0) this.#start = this.#at;
    this.#at++;
    while (this.#at < this.#end) {
      const char = this.#text.charAt(this.#at);
      if (char === '"') break;
      if (char === '\\') {
        this.#word += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (char === '$') this.#dollar();
      else {
        if (char === '`') this.#literal = false;
        this.#take(1);
      }
    }
    this.#at = Math.min(this.#at + 1, this.#end);
  }

  #dollar(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (!/[\w({@*#?!$-]/.test(next)) {
      this.#take(1);
      return;
    }
    this.#literal = false;
    if (this.#text.startsWith('${{', this.#at)) this.#take(this.#lengthTo('}}'));
    else if (next === '{') this.#take(this.#lengthTo('}'));
    else if (next === '(') this.#substitution();
    else this.#take(2);
  }

  #lengthTo(close: string): number {
    const line = this.#lineEnd();
    const at = this.#text.slice(this.#at, line).indexOf(close);
    return at < 0 ? 2 : at + close.length;
  }

  #substitution(): void {
    const start = this.#at + 2;
    const end = this.#at < this.#unclosed ? -1 : this.#closing(start);
    if (end < 0) {
      this.#take(2);
      return;
    }
    if (this.#depth < maxDepth)
      this.#inner.push(...readCommands(this.#text, { start, end }, this.#folded, this.#depth + 1));
    this.#take(end + 1 - this.#at);
  }

  /** The offset of the parenthesis that closes what begins here. */
  #closing(start: number): number {
    let open = 1;
    for (let at = start; at < this.#end; at++) {
      const char = this.#text.charAt(at);
      if (char === '\\') at++;
      else if (char === '(') open++;
      else if (char === ')' && --open === 0) return at;
      else if (char === "'") {
        const close = this.#text.indexOf("'", at + 1);
        if (close > 0 && close < this.#end) at = close;
      }
    }
    this.#unclosed = this.#end;
    return -1;
  }

  #redirection(): void {
    const heredoc = /<<-?[ \t]{0,20}\\?["']?(\w{1,100})["']?/y;
    heredoc.lastIndex = this.#at;
    const match = this.#text.startsWith('<<<', this.#at) ? null : heredoc.exec(this.#text);
    // A number right before it is the number of a stream, not a word.
    if (/^\d$/.test(this.#word)) {
      this.#word = '';
      this.#start = -1;
    }
    this.#endWord();
    if (match) {
      this.#heredocs.push(match[1] ?? '');
      this.#at += match[0].length;
      return;
    }
    while (this.#at < this.#end && '<>&'.includes(this.#text.charAt(this.#at))) this.#at++;
    this.#skipNext = true;
  }

  #newLine(): void {
    if (this.#folded && this.#heredocs.length === 0) this.#endWord();
    else this.#endCommand();
    this.#at++;
    for (const name of this.#heredocs) this.#skipHeredoc(name);
    this.#heredocs = [];
  }

  #skipHeredoc(name: string): void {
    let line = this.#at;
    while (line < this.#end) {
      const next = this.#text.indexOf('\n', line);
      const stop = next < 0 ? this.#end : Math.min(next, this.#end);
      if (this.#text.slice(line, stop).trim() === name) {
        this.#at = stop;
        return;
      }
      line = stop + 1;
    }
    this.#at = this.#end;
  }

  #lineEnd(): number {
    const at = this.#text.indexOf('\n', this.#at);
    return at < 0 ? this.#end : Math.min(at, this.#end);
  }
}
