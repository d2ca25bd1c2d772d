import { controlEscapes } from './classes.ts';
import { lastCodePoint, RegexSyntaxError } from './syntax.ts';

/** A place in a pattern, and the small parts of the syntax that several readers need. */
export class RegexCursor {
  readonly #pattern: string;
  offset = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get done(): boolean {
    return this.offset >= this.#pattern.length;
  }

  at(mark: string): boolean {
    return this.#pattern.startsWith(mark, this.offset);
  }

  take(mark: string): boolean {
    if (!this.at(mark)) return false;
    this.offset += mark.length;
    return true;
  }

  skip(count: number): void {
    this.offset += count;
  }

  /** The code unit that stands `ahead` of the place; empty at the end. */
  peek(ahead = 0): string {
    return this.#pattern[this.offset + ahead] ?? '';
  }

  /** Takes one character (a whole code point); empty at the end. */
  next(): string {
    const code = this.#pattern.codePointAt(this.offset);
    if (code === undefined) return '';
    const character = String.fromCodePoint(code);
    this.offset += character.length;
    return character;
  }

  /** The match of a sticky pattern at the place, which stays where it is. */
  matches(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.offset;
    return sticky.exec(this.#pattern) ?? undefined;
  }

  error(reason: string): RegexSyntaxError {
    return new RegexSyntaxError(reason, this.offset);
  }

  /** `\Q…\E`: what stands between, literally. */
  quotedLiteral(): string | undefined {
    if (!this.take('\\Q')) return undefined;
    const end = this.#pattern.indexOf('\\E', this.offset);
    const text = this.#pattern.slice(this.offset, end < 0 ? undefined : end);
    this.offset = end < 0 ? this.#pattern.length : end + 2;
    return text;
  }

  /** `*`, `+`, `?`, `{2}`, `{2,}` or `{2,5}`; other braces are literal. */
  repetition(): { min: number; max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Infinity };
    if (this.take('+')) return { min: 1, max: Infinity };
    if (this.take('?')) return { min: 0, max: 1 };
    const braces = this.matches(/\{(\d{1,9})(,(\d{0,9}))?\}/y);
    if (!braces) return undefined;
    this.offset += braces[0].length;
    const min = Number(braces[1]);
    if (braces[2] === undefined) return { min, max: min };
    return { min, max: braces[3] === '' || braces[3] === undefined ? Infinity : Number(braces[3]) };
  }

  /** The name in `P<name>` or `<name>`. */
  groupName(): string | undefined {
    const named = this.matches(/P?<(\w+)>/y);
    if (!named) return undefined;
    this.offset += named[0].length;
    return named[1];
  }

  /** `\pL`, `\p{Greek}`, `\P{^Greek}`. */
  property(): { name: string; negated: boolean } {
    const found = this.matches(/\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y);
    if (!found) throw this.error('a Unicode class has no name');
    const name = found[3] ?? found[4] ?? '';
    if (!isProperty(name)) throw this.error(`"${name}" is not the name of a Unicode class`);
    this.offset += found[0].length;
    return { name, negated: (found[1] === 'P') !== (found[2] === '^') };
  }

  /** `\n`, `\x41`, `\x{1F600}`, `\101`, `\.`. */
  escapedCharacter(): string {
    const coded = this.matches(
      /\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|(0[0-7]{0,2}|[1-7][0-7]{2}))/y,
    );
    if (coded) {
      this.offset += coded[0].length;
      return this.#character(
        parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '0', coded[3] === undefined ? 16 : 8),
      );
    }
    const letter = this.peek(1);
    if (letter === '') throw this.error('it ends in a backslash');
    if (/[1-9]/.test(letter)) throw this.error('back references are not part of RE2');
    const control = controlEscapes[letter];
    if (control !== undefined) {
      this.skip(2);
      return String.fromCodePoint(control);
    }
    if (/[A-Za-z0-9]/.test(letter)) throw this.error(`"\\${letter}" is not part of RE2`);
    this.skip(1);
    return this.next();
  }

  #character(code: number): string {
    if (code > lastCodePoint) throw this.error('a character has a number that no character has');
    return String.fromCodePoint(code);
  }
}

function isProperty(name: string): boolean {
  return propertyPattern(name) !== undefined;
}

/** The JavaScript pattern of a Unicode class: general categories and scripts. */
export function propertyPattern(name: string, negated = false): string | undefined {
  for (const value of [name, `Script=${name}`]) {
    const pattern = `\\${negated ? 'P' : 'p'}{${value}}`;
    try {
      new RegExp(pattern, 'u');
      return pattern;
    } catch {
      // Not a category: perhaps a script.
    }
  }
  return undefined;
}
