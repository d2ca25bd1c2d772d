/** Counts lines up to places that are asked for in ascending order. */
export class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #serverLine = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of an offset, from 1, and the server's count of it, which takes `\r\n` for two ends. */
  lines(offset: number): { line: number; serverLine: number } {
    for (; this.#at < offset; this.#at++) {
      const character = this.#text[this.#at];
      if (character !== '\n' && character !== '\r') continue;
      this.#serverLine++;
      if (character === '\n' || this.#text[this.#at + 1] !== '\n') this.#line++;
    }
    return { line: this.#line, serverLine: this.#serverLine };
  }
}
