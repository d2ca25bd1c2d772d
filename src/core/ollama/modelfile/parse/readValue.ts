import type { Span } from '../modelfile.ts';
import { characterAt, isBlank, isKept, keptText, lineEnd } from './printable.ts';

/** A value as the server reads it. */
export interface ReadValue {
  readonly value: string;
  /** From the first to the last character that counts, quotes included; empty at the beginning for no value. */
  readonly span: Span;
  readonly quote?: '"' | '"""';
  /** False when the text ends before the quote does. */
  readonly closed: boolean;
  /** Offset of the end of the line that the value ends on. */
  readonly end: number;
}

/**
 * Reads a value from behind the blank after its instruction. A bare value ends with its line. A quoted one ends with
 * the first line whose last character (blanks aside) is the quote, so text behind a closing quote makes it run on.
 * Takes linear time on any text.
 */
export function readValue(text: string, from: number): ReadValue {
  const content = new KeptContent();
  let at = from;
  for (;;) {
    const stop = lineEnd(text, at);
    content.addLine(text, at, stop);
    if (content.closed() || stop >= text.length) return content.result(from, stop);
    content.addLineEnd(text.charAt(stop));
    at = stop + 1;
  }
}

/** What was kept so far, without blanks around it. Begins and ends are held apart so that looking costs nothing. */
class KeptContent {
  readonly #pieces: string[] = [];
  #gap = '';
  #head = '';
  #tail = '';
  #length = 0;
  #start = -1;
  #end = -1;

  addLine(text: string, from: number, to: number): void {
    const start = firstKept(text, from, to);
    if (start === to) {
      this.#gap += blanks(text, from, to);
      return;
    }
    const end = lastKept(text, start, to);
    const before = this.#length === 0 ? '' : this.#gap + blanks(text, from, start);
    const piece = before + keptText(text.slice(start, end));
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#head.length < 3) this.#head = (this.#head + piece.slice(0, 3)).slice(0, 3);
    this.#tail = (this.#tail + piece.slice(-3)).slice(-3);
    this.#gap = blanks(text, end, to);
    if (this.#start < 0) this.#start = start;
    this.#end = end;
  }

  addLineEnd(character: string): void {
    this.#gap += character;
  }

  quote(): '"' | '"""' | undefined {
    if (this.#head === '"""') return '"""';
    return this.#head.startsWith('"') ? '"' : undefined;
  }

  closed(): boolean {
    const quote = this.quote();
    if (quote === undefined) return true;
    return this.#length >= 2 * quote.length && this.#tail.endsWith(quote);
  }

  result(from: number, end: number): ReadValue {
    const closed = this.closed();
    const quote = this.quote();
    const whole = this.#pieces.join('');
    const value = whole.slice(quote?.length ?? 0, closed && quote ? -quote.length : undefined);
    const span = this.#start < 0 ? { start: from, end: from } : { start: this.#start, end: this.#end };
    return { value, span, closed, end, ...(quote && { quote }) };
  }
}

/** The first character that is kept and no blank, or `to`. */
function firstKept(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const character = characterAt(text, at);
    if (!isBlank(character) && isKept(character)) break;
    at += character.length;
  }
  return at;
}

/** Behind the last character that is kept and no blank; there is one from `from` on. */
function lastKept(text: string, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const pair = end - 2 >= from && characterAt(text, end - 2).length === 2;
    const character = pair ? characterAt(text, end - 2) : text.charAt(end - 1);
    if (!isBlank(character) && isKept(character)) break;
    end -= character.length;
  }
  return end;
}

function blanks(text: string, from: number, to: number): string {
  return from === to ? '' : keptText(text.slice(from, to));
}

/** Offset in the text of a place in an instruction's value: the characters that the server drops are stepped over. */
export function valueOffset(text: string, value: Pick<ReadValue, 'span' | 'quote'>, offset: number): number {
  let at = value.span.start;
  for (let left = offset + (value.quote?.length ?? 0); at < value.span.end;) {
    const character = characterAt(text, at);
    const kept = isKept(character) || character === '\n' || character === '\r';
    if (kept && left <= 0) break;
    if (kept) left -= character.length;
    at += character.length;
  }
  return at;
}
