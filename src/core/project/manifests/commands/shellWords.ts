/** A word of a command, without its quotes. */
export interface ShellWord {
  readonly text: string;
  /** 1-based line in the file that the script stands in. */
  readonly line: number;
}

/** One simple command: the program and its arguments. Redirections are left out. */
export type ShellCommand = readonly ShellWord[];

const separators = new Set([';', '&', '|', '(', ')', '\n']);

/**
 * Splits a shell script into simple commands, in linear time and without failing on any input: `;`, `&&`, `|`,
 * line ends and parentheses divide commands, `\` at a line end joins lines, quotes group words, `#` begins a
 * comment. Expansions (`$(…)`, `${…}`) stay in the word as they are written.
 */
export function shellCommands(script: string, firstLine: number, escape = '\\'): ShellCommand[] {
  return new ShellSplitter(script, firstLine, escape).split();
}

class ShellSplitter {
  readonly #commands: ShellCommand[] = [];
  #words: ShellWord[] = [];
  #word = '';
  #wordLine = 0;
  #at = 0;
  #line: number;
  /** Up to here no expansion ends, so that a line full of open ones is scanned once. */
  #unclosedUntil = 0;
  readonly #script: string;
  readonly #escape: string;

  constructor(script: string, firstLine: number, escape: string) {
    this.#script = script;
    this.#line = firstLine;
    this.#escape = escape;
  }

  split(): ShellCommand[] {
    while (this.#at < this.#script.length) this.#step(this.#script.charAt(this.#at));
    this.#endCommand();
    return this.#commands;
  }

  #step(char: string): void {
    if (char === this.#escape) this.#readEscape();
    else if (char === "'" || char === '"') this.#readQuoted(char);
    else if (char === '$' && this.#at >= this.#unclosedUntil && /[({]/.test(this.#peek(1)))
      this.#readExpansion();
    else if (char === '#' && this.#wordLine === 0) this.#skipLine();
    else if (separators.has(char)) this.#readSeparator(char);
    else if (char === ' ' || char === '\t' || char === '\r') {
      this.#endWord();
      this.#at++;
    } else this.#append(char);
  }

  #peek(ahead: number): string {
    return this.#script.charAt(this.#at + ahead);
  }

  #append(text: string): void {
    if (this.#wordLine === 0) this.#wordLine = this.#line;
    this.#word += text;
    this.#at += text.length;
  }

  #endWord(): void {
    if (this.#wordLine !== 0) this.#words.push({ text: this.#word, line: this.#wordLine });
    this.#word = '';
    this.#wordLine = 0;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push(withoutRedirections(this.#words));
    this.#words = [];
  }

  #readSeparator(char: string): void {
    const previous = this.#script.charAt(this.#at - 1);
    // `2>&1` and `&>file` are redirections, not the end of a command.
    if (char === '&' && (previous === '>' || this.#peek(1) === '>')) {
      this.#append(char);
      return;
    }
    this.#endCommand();
    this.#at++;
    if (char === '\n') this.#line++;
  }

  #readEscape(): void {
    const next = this.#peek(1);
    if (next === '\n' || (next === '\r' && this.#peek(2) === '\n')) {
      this.#at += next === '\n' ? 2 : 3;
      this.#line++;
      return;
    }
    this.#at++;
    if (next !== '') this.#append(next);
  }

  #readQuoted(quote: string): void {
    if (this.#wordLine === 0) this.#wordLine = this.#line;
    let at = this.#at + 1;
    const parts: string[] = [];
    for (; at < this.#script.length && this.#script.charAt(at) !== quote; at++) {
      const char = this.#script.charAt(at);
      if (char === '\n') this.#line++;
      if (char === '\\' && quote === '"' && '"\\$`\n'.includes(this.#script.charAt(at + 1))) {
        at++;
        if (this.#script.charAt(at) === '\n') this.#line++;
        else parts.push(this.#script.charAt(at));
      } else parts.push(char);
    }
    this.#word += parts.join('');
    this.#at = at + 1;
  }

  #readExpansion(): void {
    const [open, close] = this.#peek(1) === '(' ? ['(', ')'] : ['{', '}'];
    let depth = 0;
    let at = this.#at + 1;
    for (; at < this.#script.length; at++) {
      const char = this.#script.charAt(at);
      if (char === open) depth++;
      if (char === close && --depth === 0) break;
      // What does not end on its line is split like any other text: commands may stand in it.
      if (char === '\n') {
        this.#unclosedUntil = at;
        this.#append('$');
        return;
      }
    }
    this.#append(this.#script.slice(this.#at, Math.min(at + 1, this.#script.length)));
  }

  #skipLine(): void {
    const end = this.#script.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#script.length : end;
  }
}

function withoutRedirections(words: readonly ShellWord[]): ShellWord[] {
  const kept: ShellWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) continue;
    if (/^(?:\d*|&)(?:>>?|<{1,3})(?:&\d)?$/.test(word.text)) {
      if (!/&\d$/.test(word.text)) index++;
    } else if (!/^(?:\d*|&)(?:>>?|<{1,3})[^=]/.test(word.text)) kept.push(word);
  }
  return kept;
}
