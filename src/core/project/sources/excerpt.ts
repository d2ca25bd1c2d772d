import { lastAtMost } from '../text/lines.ts';

/** Part of a text, put together from whole statements, and where each of its characters came from. */
export interface Excerpt {
  readonly text: string;
  /** Offset in the whole text of an offset in this one. */
  originOf(offset: number): number;
}

/** Gathers the pieces of an excerpt, in order. */
export class ExcerptBuilder implements Excerpt {
  readonly #whole: string;
  readonly #lines: string[] = [];
  /** Where each taken line begins, here and in the whole text. */
  readonly #starts: number[] = [];
  readonly #origins: number[] = [];
  #length = 0;
  #text: string | undefined;

  constructor(whole: string) {
    this.#whole = whole;
  }

  take(line: string, origin: number): void {
    this.#lines.push(line);
    this.#starts.push(this.#length);
    this.#origins.push(origin);
    this.#length += line.length + 1;
  }

  get text(): string {
    this.#text ??= this.#lines.join('\n');
    return this.#text;
  }

  originOf(offset: number): number {
    const line = lastAtMost(this.#starts, offset);
    const origin = (this.#origins[line] ?? 0) + offset - (this.#starts[line] ?? 0);
    return Math.min(origin, this.#whole.length);
  }
}
