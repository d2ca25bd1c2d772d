import type { Word } from '../dockerfile.ts';
import type { Command, Joint } from './commands.ts';

/** Words that only stand before a command. */
const keywords = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{']);

/** Splits a script into its simple commands, in one pass. What stands within quotes and `$(…)` stays one word. */
export function splitCommands(text: string, start: number, end: number): Command[] {
  return new Splitter(text, end).split(start);
}

class Splitter {
  readonly #text: string;
  readonly #end: number;
  readonly #commands: Command[] = [];
  #words: Word[] = [];
  #joint: Joint = '';
  #jointStart: number;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
    this.#jointStart = 0;
  }

  split(start: number): Command[] {
    this.#jointStart = start;
    let at = start;
    while (at < this.#end) {
      const character = this.#text.charAt(at);
      if (character === '#') at = this.#lineEnd(at);
      else if (/[\n;&|()]/.test(character)) at = this.#operator(at, character);
      else if (/\s/.test(character)) at++;
      else at = this.#word(at);
    }
    this.#close('', this.#end);
    return this.#commands;
  }

  #operator(at: number, character: string): number {
    const isDouble = this.#text.charAt(at + 1) === character && '&|;'.includes(character);
    // `2>&1`, `&>file`: no end of a command.
    if (character === '&' && (this.#text.charAt(at - 1) === '>' || this.#text.charAt(at + 1) === '>')) {
      return this.#word(at);
    }
    this.#close(jointOf(character, isDouble), at);
    return at + (isDouble ? 2 : 1);
  }

  #close(next: Joint, at: number): void {
    const [first, last] = [this.#words[0], this.#words.at(-1)];
    if (first && last) {
      this.#commands.push({
        words: this.#words,
        joint: this.#joint,
        jointStart: this.#jointStart,
        start: first.start,
        end: last.end,
      });
      this.#words = [];
    }
    this.#joint = next;
    this.#jointStart = at;
  }

  #word(start: number): number {
    const { end, value } = readShellWord(this.#text, start, this.#end);
    if (this.#words.length === 0 && keywords.has(value)) {
      this.#close('word', start);
    } else {
      this.#words.push({ start, end, value });
    }
    return end;
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 || end > this.#end ? this.#end : end;
  }
}

function jointOf(character: string, isDouble: boolean): Joint {
  if (character === '&') return isDouble ? '&&' : '&';
  if (character === '|') return isDouble ? '||' : '|';
  if (character === '\n') return '\n';
  return character === ';' ? ';' : '(';
}

/** One word from where it begins; always at least one character. */
function readShellWord(text: string, start: number, limit: number): Word {
  let value = '';
  let quote = '';
  let depth = 0;
  let at = start;
  for (; at < limit; at++) {
    const character = text.charAt(at);
    if (quote === '' && depth === 0 && at > start && ends(text, at)) break;
    if (character === '\\' && quote !== "'" && at + 1 < limit) {
      at++;
      if (quote === '"' && !'"$`\\'.includes(text.charAt(at))) value += '\\';
      value += text.charAt(at);
      continue;
    }
    if (character === quote) {
      quote = '';
      if (depth > 0) value += character;
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      if (depth > 0) value += character;
      continue;
    }
    if (quote !== "'" && character === '(' && (depth > 0 || text.charAt(at - 1) === '$')) depth++;
    else if (quote !== "'" && character === ')' && depth > 0) depth--;
    value += character;
  }
  return { start, end: at, value };
}

function ends(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (/\s/.test(character) || ';|()'.includes(character)) {
    return !(character === '(' && text.charAt(at - 1) === '$');
  }
  return character === '&' && text.charAt(at - 1) !== '>' && text.charAt(at + 1) !== '>';
}
