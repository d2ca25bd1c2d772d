/**
 * Texts that a regular expression matches, made from its source; for attacks on patterns. Knows what rules may use:
 * literals, classes, groups, alternatives, quantifiers, anchors and lookarounds (which count as empty).
 */
export class PatternText {
  readonly #root: Node;

  constructor(pattern: RegExp) {
    this.#root = new Parser(pattern.source).parse();
  }

  /** A text that the pattern matches, as short or as long as it may be; what repeats without end repeats 200 times. */
  text(length: 'short' | 'long', variant = 0): string {
    return write(this.#root, length, { count: variant });
  }

  /** Characters of the longest match; Infinity for a pattern without bounds. */
  longest(): number {
    return longestOf(this.#root);
  }

  /** One character of each class that repeats, and for wide classes one of each kind: what long runs are made of. */
  runs(): string[] {
    const found = new Set<string>();
    collectRuns(this.#root, found);
    return [...found];
  }
}

type Node =
  | { readonly kind: 'characters'; readonly characters: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'alternatives'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

const empty: Node = { kind: 'sequence', parts: [] };
const endless = 200;
/** Characters that nested repetitions write at most. */
const longest = 5000;
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
const digits = printable.filter((character) => /\d/.test(character));
const wordCharacters = printable.filter((character) => /\w/.test(character));
const classes: Readonly<Record<string, readonly string[]>> = {
  d: digits,
  D: printable.filter((character) => !/\d/.test(character)),
  w: wordCharacters,
  W: printable.filter((character) => !/\w/.test(character)),
  s: [' ', '\t', '\n'],
  S: printable.filter((character) => character !== ' '),
};
const controls: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  f: '\f',
  '0': '\0',
};

function write(node: Node, length: 'short' | 'long', state: { count: number }): string {
  switch (node.kind) {
    case 'characters':
      // Steps that share no factor with usual sizes, so that neighbours differ.
      return node.characters[(state.count += 7) % node.characters.length] ?? '';
    case 'sequence':
      return node.parts.map((part) => write(part, length, state)).join('');
    case 'alternatives': {
      const option = node.options[state.count % node.options.length];
      return option ? write(option, length, state) : '';
    }
    case 'repeat': {
      const times = length === 'short' ? node.least : Math.min(node.most, Math.max(node.least, endless));
      let text = '';
      for (let time = 0; time < times && text.length < longest; time++)
        text += write(node.part, length, state);
      return text;
    }
  }
}

function longestOf(node: Node): number {
  if (node.kind === 'characters') return 1;
  if (node.kind === 'sequence') return node.parts.reduce((sum, part) => sum + longestOf(part), 0);
  if (node.kind === 'alternatives') return Math.max(0, ...node.options.map(longestOf));
  return node.most === 0 ? 0 : node.most * longestOf(node.part);
}

function collectRuns(node: Node, found: Set<string>): void {
  if (node.kind === 'sequence') for (const part of node.parts) collectRuns(part, found);
  else if (node.kind === 'alternatives') for (const option of node.options) collectRuns(option, found);
  else if (node.kind === 'repeat') {
    if (node.part.kind !== 'characters') collectRuns(node.part, found);
    else if (node.most > 1)
      for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /\s/, /[^\w\s]/]) {
        const character = node.part.characters.find((each) => kind.test(each));
        if (character !== undefined) found.add(character);
      }
  }
}

/** Recursive descent over the source of a pattern that JavaScript has accepted already. */
class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Node {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 ? (options[0] ?? empty) : { kind: 'alternatives', options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek()))
      parts.push(this.#repeated(this.#atom()));
    return { kind: 'sequence', parts };
  }

  #atom(): Node {
    const character = this.#next();
    if (character === '(') return this.#group();
    if (character === '[') return this.#class();
    if (character === '^' || character === '$') return empty;
    if (character === '.') return { kind: 'characters', characters: printable };
    if (character !== '\\') return { kind: 'characters', characters: [character] };
    if (/[bB]/.test(this.#peek())) {
      this.#at++;
      return empty;
    }
    return { kind: 'characters', characters: this.#escaped() };
  }

  #group(): Node {
    const opening = /^\?(?:<?[=!]|:|<\w+>|[ims-]+:)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const inside = this.parse();
    this.#at++;
    return /[=!]$/.test(opening) ? empty : inside;
  }

  #class(): Node {
    const negated = this.#take('^');
    const members = new Set<string>();
    while (this.#peek() !== ']') {
      const low = this.#member();
      if (low.length !== 1 || this.#peek() !== '-' || this.#source[this.#at + 1] === ']') {
        for (const each of low) members.add(each);
        continue;
      }
      this.#at++;
      const last = this.#member()[0]?.charCodeAt(0) ?? 0;
      for (let code = low[0]?.charCodeAt(0) ?? 1; code <= last && code < 0x3000; code++)
        members.add(String.fromCharCode(code));
    }
    this.#at++;
    const characters = negated
      ? ['\n', ...printable].filter((character) => !members.has(character))
      : [...members];
    return { kind: 'characters', characters };
  }

  #member(): readonly string[] {
    const character = this.#next();
    if (character !== '\\') return [character];
    return this.#take('b') ? ['\b'] : this.#escaped();
  }

  /** What stands after a backslash. */
  #escaped(): readonly string[] {
    const character = this.#next();
    const code = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(this.#source.slice(this.#at - 1));
    if (code) {
      this.#at += code[0].length - 1;
      return [String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16))];
    }
    return classes[character] ?? [controls[character] ?? character];
  }

  #repeated(part: Node): Node {
    const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(this.#source.slice(this.#at));
    if (!quantifier) return part;
    this.#at += quantifier[0].length;
    const [sign] = quantifier[0];
    if (sign !== '{')
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    const least = Number(quantifier[1]);
    const most = quantifier[2] === undefined ? least : quantifier[3] ? Number(quantifier[3]) : Infinity;
    return { kind: 'repeat', part, least, most };
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #next(): string {
    return this.#source[this.#at++] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }
}
