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

/** Languages of code in which `#` begins a comment; elsewhere it is a preprocessor's, an attribute's or a selector's. */
const hashComments: ReadonlySet<Language> = new Set<Language>([
  'python',
  'ruby',
  'perl',
  'r',
  'toml',
  'terraform',
  'php',
  'text',
]);

/** Characters that end a bare word. */
const bareEnds: ReadonlySet<number> = new Set(
  Array.from(' \t\n\r\f\v\u00a0"\'`,;)}]<>|&', (mark) => mark.charCodeAt(0)),
);

const blanks: ReadonlySet<number> = new Set(Array.from(' \t\n\r\f\v\u00a0', (mark) => mark.charCodeAt(0)));

/** Ends of the runs between certain characters; the run found last is remembered. */
class Runs {
  readonly #ends: ReadonlySet<number>;
  #from = 0;
  #to = 0;

  constructor(ends: ReadonlySet<number>) {
    this.#ends = ends;
  }

  end(text: string, at: number): number {
    if (at >= this.#from && at < this.#to) return this.#to;
    let end = at;
    while (end < text.length && !this.#ends.has(text.charCodeAt(end))) end++;
    this.#from = at;
    this.#to = end;
    return end;
  }
}

/** A text under scan, with what is known of it so far. Questions are asked in the order of the text. */
export class SourceText {
  readonly text: string;
  readonly language: Language;
  readonly #quotes: readonly string[];
  readonly #next = new Map<string, number>();
  #at = 0;
  readonly #bare = new Runs(bareEnds);
  readonly #unblank = new Runs(blanks);
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

  /** True for a quote that ends the string which a name stands in, rather than begin a value: `'--password=' + x`. */
  closesString(nameAt: number, quote: string): boolean {
    if (quote.length !== 1) return false;
    const line = lineStart(this.text, nameAt);
    if (line === 0 || this.text.charCodeAt(line - 1) === 10) return openQuote(this.text, nameAt) === quote;
    // The line is too long to be read from its beginning: a quote with nothing but words up to the name opened it.
    return /["'`](?=[\w ,.:()-]{0,60}$)/.exec(this.text.slice(nameAt - 64, nameAt))?.[0] === quote;
  }

  /** Whether a place stands in a comment that begins its line. */
  isInComment(at: number): boolean {
    const from = lineStart(this.text, at);
    const mark = /^[ \t]*(\/\/|#|\*|\/\*|--|;|<!--)/.exec(this.text.slice(from, at))?.[1];
    return mark === '#' ? hashComments.has(this.language) : mark !== undefined;
  }

  /**
   * Where the bare word that `at` stands in ends: at a blank or a mark that no bare value has. However long the word is
   * and however often it is asked for, it is walked through once.
   */
  bareEnd(at: number): number {
    return this.#bare.end(this.text, at);
  }

  /** The same where only blanks end it, as in settings. */
  blankEnd(at: number): number {
    return this.#unblank.end(this.text, at);
  }

  /** Walks on from the last question, so that all questions together pass over the text once. */
  #isInLongString(at: number): boolean {
    if (this.#quotes.length === 0) return false;
    if (at < this.#at) return this.#open !== undefined;
    while (this.#at < at) {
      if (this.#open !== undefined) {
        // Not further than the place asked for: a quote left open must not cost a look through the rest each time.
        const close = this.text.slice(this.#at, at + this.#open.length).indexOf(this.#open) + this.#at;
        if (close < this.#at || close >= at) return this.#stop(at);
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

  /** The first quote from here on and before the limit. Each quote's next place is kept until it is passed. */
  #nextOpening(limit: number): { at: number; quote: string } | undefined {
    let found: { at: number; quote: string } | undefined;
    for (const quote of this.#quotes) {
      let at = this.#next.get(quote) ?? -1;
      if (at < this.#at) {
        const next = this.text.indexOf(quote, this.#at);
        this.#next.set(quote, (at = next < 0 ? Infinity : next));
      }
      if (at < limit && (found === undefined || at < found.at)) found = { at, quote };
    }
    return found;
  }
}

function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - 200);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

function isInLineString(text: string, at: number): boolean {
  return openQuote(text, at) !== undefined;
}

/** The quote of the string that a place stands in, on its line. */
function openQuote(text: string, at: number): string | undefined {
  let open: string | undefined;
  for (let place = lineStart(text, at); place < at; place++) {
    const character = text.charAt(place);
    if (character === '\\') place++;
    else if (open === undefined && (character === '"' || character === "'" || character === '`'))
      open = character;
    else if (character === open) open = undefined;
  }
  return open;
}
