import { instructionNames } from './instructions.ts';
import type {
  InstructionName,
  Modelfile,
  ModelfileError,
  ModelfileErrorKind,
  ModelfileInstruction,
  Span,
  Token,
} from './modelfile.ts';
import { LineCounter } from './parse/lineCounter.ts';
import { characterAt, isBlank, isKept, isLineEnd, lineEnd } from './parse/printable.ts';
import { readValue } from './parse/readValue.ts';

export const messageRoles: readonly string[] = ['system', 'user', 'assistant'];

/** After so many errors the text is no Modelfile, and what follows is not read. */
const maxErrors = 100;

/**
 * Reads a Modelfile as the server's parser does (`parser/parser.go`, v0.24.0), character by character, and goes on
 * after errors where the server stops. Never throws and takes linear time on any text.
 */
export function parseModelfile(text: string): Modelfile {
  return new ModelfileReader(text).read();
}

/** Whether a keyword, in any case, begins an instruction. */
export function isInstructionName(word: string): word is InstructionName {
  return (instructionNames as readonly string[]).includes(word);
}

class ModelfileReader {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #instructions: ModelfileInstruction[] = [];
  readonly #errors: ModelfileError[] = [];
  readonly #comments: Span[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineCounter(text);
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  read(): Modelfile {
    while (this.#toNextInstruction() && this.#errors.length < maxErrors) this.#readInstruction();
    const hasFrom = this.#instructions.some(({ command }) => command === 'model');
    if (!hasFrom && this.#errors.length === 0) this.#missingFrom();
    const [error] = this.#errors;
    const instructions = this.#instructions;
    return { instructions, errors: this.#errors, comments: this.#comments, ...(error && { error }) };
  }

  /** Skips blanks, empty lines and comments; false at the end of the text. */
  #toNextInstruction(): boolean {
    for (; this.#at < this.#text.length;) {
      const character = this.#text[this.#at];
      if (character === '#') {
        const end = lineEnd(this.#text, this.#at);
        this.#comments.push({ start: this.#at, end });
        this.#at = end;
      } else if (isBlank(character) || isLineEnd(character)) this.#at++;
      else return true;
    }
    return false;
  }

  #readInstruction(): void {
    const keyword = this.#readKeyword();
    const name = keyword.text.toLowerCase();
    const next = this.#text[this.#at];
    if (isBlank(next)) {
      this.#at++;
      if (isInstructionName(name)) this.#readRest(name, keyword);
      else {
        this.#fail(
          'unknown-instruction',
          `"${shown(keyword.text)}" is no instruction.`,
          keyword,
          keyword.end,
        );
        this.#skipValue();
      }
      return;
    }
    const ends = next === undefined || isLineEnd(next);
    if (isInstructionName(name) && ends) {
      this.#fail('missing-value', `${name.toUpperCase()} needs a value on its line.`, keyword, this.#at + 1);
    } else {
      const word = this.#wordFrom(keyword.start);
      this.#fail('unknown-instruction', `"${shown(word.text)}" is no instruction.`, word, this.#at + 1);
    }
    this.#skipLine();
  }

  /** The first character counts whatever it is; then letters. */
  #readKeyword(): Token {
    const start = this.#at;
    const first = characterAt(this.#text, start);
    this.#at += first.length;
    const rest = this.#run(/[a-z]*/iy);
    return { text: (isKept(first) ? first : '') + rest, start, end: this.#at };
  }

  #readRest(name: InstructionName, keyword: Token): void {
    if (name !== 'parameter' && name !== 'message') {
      this.#readInstructionValue(name, keyword);
      return;
    }
    const start = this.#at;
    const word = this.#run(name === 'parameter' ? /\w*/y : /[a-z]*/iy);
    const argument = { text: word, start, end: this.#at };
    if (!isBlank(this.#text[this.#at])) {
      this.#failArgument(name, argument, keyword);
      this.#skipLine();
      return;
    }
    if (name === 'message' && !messageRoles.includes(word)) {
      const message = word === '' ? tooManyBlanks : `"${shown(word)}" is no role.`;
      const span = word === '' ? { start: keyword.end, end: this.#at + 1 } : argument;
      this.#fail('bad-role', message, span, this.#at);
    }
    this.#at++;
    this.#readInstructionValue(name, keyword, argument);
  }

  #readInstructionValue(name: InstructionName, keyword: Token, argument?: Token): void {
    const read = readValue(this.#text, this.#at);
    if (!read.closed) {
      const end = lineEnd(this.#text, read.span.start);
      const message = 'This quote is not closed: a quoted value ends with a line that ends with its quote.';
      this.#fail('unclosed-quote', message, { start: read.span.start, end });
      this.#at = this.#text.length;
      return;
    }
    this.#at = read.end;
    this.#instructions.push({
      start: keyword.start,
      end: Math.max(read.span.end, argument?.end ?? keyword.end),
      name,
      keyword,
      command: name === 'from' ? 'model' : name === 'parameter' ? (argument?.text ?? '') : name,
      value: read.value,
      valueSpan: read.span,
      ...(argument && { argument }),
      ...(read.quote && { quote: read.quote }),
    });
  }

  #failArgument(name: 'parameter' | 'message', argument: Token, keyword: Token): void {
    const next = this.#text[this.#at];
    const what = name === 'parameter' ? 'a name and a value' : 'a role and a text';
    if (next === undefined || isLineEnd(next)) {
      const message = `${name.toUpperCase()} needs ${what} on its line.`;
      this.#fail('missing-value', message, { start: keyword.start, end: argument.end });
      return;
    }
    const word = this.#wordFrom(argument.start);
    const expected = name === 'parameter' ? 'letters, digits and _' : 'letters';
    const message = `"${shown(word.text)}" is no ${name === 'parameter' ? 'name' : 'role'}: ${expected} and then a space belong here.`;
    this.#fail('bad-argument', message, word);
  }

  #missingFrom(): void {
    const end = lineEnd(this.#text, 0);
    const message = 'There is no FROM: say with it which model to build on.';
    this.#fail('missing-from', message, { start: 0, end });
  }

  #run(letters: RegExp): string {
    letters.lastIndex = this.#at;
    const found = letters.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  /** What stands from `start` to the next blank or end of line. */
  #wordFrom(start: number): Token {
    let end = start;
    while (end < this.#text.length && !isBlank(this.#text[end]) && !isLineEnd(this.#text[end])) end++;
    return { text: this.#text.slice(start, end), start, end };
  }

  /** After an instruction that is none, its quoted value goes with it. */
  #skipValue(): void {
    const read = readValue(this.#text, this.#at);
    if (read.closed) this.#at = read.end;
    else this.#skipLine();
  }

  #skipLine(): void {
    this.#at = lineEnd(this.#text, this.#at);
  }

  /** `serverAt` is how far the server has read when it gives up; without, and at the end, it names no line. */
  #fail(kind: ModelfileErrorKind, message: string, span: Span, serverAt = Infinity): void {
    const { line } = this.#lines.lines(span.start);
    const serverLine = serverAt > this.#text.length ? undefined : this.#lines.lines(serverAt).serverLine;
    const { start, end } = span;
    this.#errors.push({ kind, message, line, span: { start, end }, ...(serverLine && { serverLine }) });
  }
}

const tooManyBlanks = 'The role has to follow after exactly one space.';

/** A word fit for a sentence. */
function shown(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}
