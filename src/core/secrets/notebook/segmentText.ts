import type { JsonRange } from './notebookLayout.ts';

/** An escape of a JSON string; `\u` without four hexadecimal digits counts as the letter. */
const escapes = /\\(?:u([0-9a-fA-F]{4})|([^]))/g;
/** Colours that tracebacks are printed in, as JSON writes them; they cut through names and values. */
const colours = /\\u001[bB]\[[\d;]{0,40}[A-Za-z]/g;
const colourHere = new RegExp(colours.source, 'y');
const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text that JSON strings make together, without escapes and colours. Verbatim text is taken as it stands. */
export function segmentText(json: string, ranges: readonly JsonRange[], verbatim = false): string {
  let text = '';
  for (const { start, end } of ranges) {
    const raw = json.slice(start, end);
    text += verbatim || !raw.includes('\\') ? raw : raw.replace(colours, '').replace(escapes, unescaped);
  }
  return text;
}

function unescaped(_: string, code: string | undefined, letter: string | undefined): string {
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return named[letter ?? ''] ?? letter ?? '';
}

/**
 * Where characters of a segment's text stand in the JSON. Asked in ascending order only: it goes forward through the
 * strings once, however many places are asked for.
 */
export class SegmentPlaces {
  readonly #json: string;
  readonly #ranges: readonly JsonRange[];
  readonly #verbatim: boolean;
  #range = 0;
  /** Offset in the JSON, and in the text, of the character that is next. */
  #raw: number;
  #text = 0;
  /** The first backslash of the JSON at or after `#raw`, where it is known to be; looked for once each. */
  #backslash = -1;

  constructor(json: string, ranges: readonly JsonRange[], verbatim = false) {
    this.#json = json;
    this.#ranges = ranges;
    this.#verbatim = verbatim;
    this.#raw = ranges[0]?.start ?? 0;
  }

  /** The range in the JSON of a range of the text, which begins no earlier than the one before ended. */
  rangeOf(start: number, end: number): JsonRange {
    this.#advance(start);
    const from = this.#raw;
    if (end <= start) return { start: from, end: from };
    this.#advance(end - 1);
    return { start: from, end: this.#raw + this.#width() };
  }

  /** Goes to the character at an offset of the text. */
  #advance(to: number): void {
    for (;;) {
      this.#pass();
      const range = this.#ranges[this.#range];
      if (!range || this.#text >= to || this.#raw >= range.end) return;
      // As far as characters stand for themselves, in one step.
      const plainEnd = Math.min(range.end, this.#nextBackslash());
      const step = Math.min(to - this.#text, plainEnd - this.#raw);
      this.#raw += step;
      this.#text += step;
      if (this.#text < to && this.#raw === plainEnd && plainEnd < range.end) this.#escape();
    }
  }

  #nextBackslash(): number {
    if (this.#verbatim) return this.#json.length;
    if (this.#backslash < this.#raw) {
      const found = this.#json.indexOf('\\', this.#raw);
      this.#backslash = found < 0 ? this.#json.length : found;
    }
    return this.#backslash;
  }

  /** Passes one escape, which is a character of the text unless it is a colour. */
  #escape(): void {
    const colour = this.#colour();
    if (colour > 0) this.#raw += colour;
    else {
      this.#raw += this.#width();
      this.#text++;
    }
  }

  /** Passes colours, and ends of strings, which are no characters of the text. */
  #pass(): void {
    for (;;) {
      const range = this.#ranges[this.#range];
      if (!range) return;
      if (this.#raw >= range.end) {
        const next = this.#ranges[++this.#range];
        if (!next) {
          this.#range--;
          return;
        }
        this.#raw = next.start;
        continue;
      }
      const colour = this.#colour();
      if (colour === 0) return;
      this.#raw += colour;
    }
  }

  #colour(): number {
    if (this.#verbatim || this.#json.charCodeAt(this.#raw) !== 92) return 0;
    colourHere.lastIndex = this.#raw;
    return colourHere.test(this.#json) ? colourHere.lastIndex - this.#raw : 0;
  }

  /** Characters of the JSON that the next character of the text takes. */
  #width(): number {
    if (this.#verbatim || this.#json.charCodeAt(this.#raw) !== 92) return 1;
    return /^\\u[0-9a-fA-F]{4}$/.test(this.#json.slice(this.#raw, this.#raw + 6)) ? 6 : 2;
  }
}
