import type { Span } from './finding.ts';

/** Where a finding stands, as editors count: 1-based, columns in UTF-16 code units, the end exclusive. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Lines and columns of findings in a text. Goes through the text once, up to the last finding, and is quickest where
 * they are in order. Lines end with LF, CRLF or a lone CR.
 */
export function locateAll(text: string, spans: readonly Span[]): TextPlace[] {
  const cursor = new LineCursor(text);
  return spans.map(({ start, end }) => {
    const from = cursor.place(start);
    const to = cursor.place(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  });
}

/** Turns offsets into lines and columns by going forward from the last one; back to the beginning where it must. */
class LineCursor {
  readonly #text: string;
  /** Where `includes` finds no CR, line ends are looked for by the engine's own search. */
  readonly #onlyLineFeeds: boolean;
  #line = 1;
  #lineStart = 0;
  #nextStart = -1;

  constructor(text: string) {
    this.#text = text;
    this.#onlyLineFeeds = !text.includes('\r');
  }

  place(offset: number): { line: number; column: number } {
    if (offset < this.#lineStart) {
      this.#line = 1;
      this.#lineStart = 0;
      this.#nextStart = -1;
    }
    if (this.#nextStart < 0) this.#nextStart = this.#lineEndAfter(this.#lineStart);
    while (offset >= this.#nextStart) {
      this.#line++;
      this.#lineStart = this.#nextStart;
      this.#nextStart = this.#lineEndAfter(this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  /** Where the next line begins; infinite on the last. */
  #lineEndAfter(from: number): number {
    if (this.#onlyLineFeeds) {
      const feed = this.#text.indexOf('\n', from);
      return feed < 0 ? Infinity : feed + 1;
    }
    for (let at = from; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 10 || (code === 13 && this.#text.charCodeAt(at + 1) !== 10)) return at + 1;
    }
    return Infinity;
  }
}
