import type { Language } from '../language.ts';

/** What opens and closes strings over several lines, by language. */
const longQuotes: Readonly<Partial<Record<Language, readonly string[]>>> = {
  go: ['`'],
  javascript: ['`'],
  typescript: ['`'],
  python: ['"""', "'''"],
  toml: ['"""', "'''"],
  java: ['"""'],
  kotlin: ['"""'],
  scala: ['"""'],
  swift: ['"""'],
  csharp: ['"""'],
  groovy: ['"""', "'''"],
  dart: ['"""', "'''"],
};

/** A text under scan, with what is known of it so far. Questions are asked in the order of the text. */
export class SourceText {
  readonly text: string;
  readonly language: Language;
  readonly #quotes: readonly string[];
  #at = 0;
  #open: string | undefined;

  constructor(text: string, language: Language) {
    this.text = text;
    this.language = language;
    this.#quotes = longQuotes[language] ?? [];
  }

  /** Whether a place in code stands within a string: one over several lines, or one on its line. */
  isInString(at: number): boolean {
    return this.#isInLongString(at) || isInLineString(this.text, at);
  }

  /** Whether a place stands in a comment over its line: after `//`, `#`, ` *`, `--` or `;` at the line's beginning. */
  isInComment(at: number): boolean {
    const from = lineStart(this.text, at);
    return /^[ \t]*(?:\/\/|#|\*|\/\*|--|;|<!--)/.test(this.text.slice(from, at));
  }

  /** Walks on from the last question, so that all questions together pass over the text once. */
  #isInLongString(at: number): boolean {
    if (this.#quotes.length === 0) return false;
    if (at < this.#at) return this.#open !== undefined;
    while (this.#at < at) {
      if (this.#open !== undefined) {
        const close = this.text.indexOf(this.#open, this.#at);
        if (close < 0 || close >= at) return this.#stop(at);
        this.#at = close + this.#open.length;
        this.#open = undefined;
        continue;
      }
      const next = this.#nextOpening(at);
      if (next === undefined) return this.#stop(at);
      this.#at = next.at + next.quote.length;
      this.#open = next.quote;
    }
    return this.#open !== undefined;
  }

  #stop(at: number): boolean {
    this.#at = at;
    return this.#open !== undefined;
  }

  #nextOpening(limit: number): { at: number; quote: string } | undefined {
    let found: { at: number; quote: string } | undefined;
    const window = this.text.slice(this.#at, limit);
    for (const quote of this.#quotes) {
      const at = window.indexOf(quote);
      if (at >= 0 && (found === undefined || this.#at + at < found.at)) found = { at: this.#at + at, quote };
    }
    return found;
  }
}

function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - 300);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

/** An odd number of quotes before a place on its line. */
function isInLineString(text: string, at: number): boolean {
  let double = false;
  let single = false;
  let back = false;
  for (let place = lineStart(text, at); place < at; place++) {
    const code = text.charCodeAt(place);
    if (code === 92) place++;
    else if (code === 34) double = !double;
    else if (code === 39) single = !single;
    else if (code === 96) back = !back;
  }
  return double || single || back;
}
