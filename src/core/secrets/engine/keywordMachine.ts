/** Where keywords ended, as pairs of (offset after the last character, state), in the order of the text. */
export class KeywordHits {
  ends = new Int32Array(256);
  states = new Uint16Array(256);
  length = 0;

  add(end: number, state: number): void {
    if (this.length === this.ends.length) this.#grow();
    this.ends[this.length] = end;
    this.states[this.length++] = state;
  }

  /** Empties it, and lets go of room that only an unusual file needed. */
  clear(): void {
    this.length = 0;
    if (this.ends.length <= 1 << 16) return;
    this.ends = new Int32Array(256);
    this.states = new Uint16Array(256);
  }

  #grow(): void {
    const ends = new Int32Array(this.ends.length * 4);
    ends.set(this.ends);
    this.ends = ends;
    const states = new Uint16Array(this.states.length * 4);
    states.set(this.states);
    this.states = states;
  }
}

interface Node {
  readonly next: Map<number, Node>;
  fallback: Node | undefined;
  /** Keywords that end here, the longest first. */
  keywords: number[];
  number: number;
}

/**
 * Finds all of many keywords in one pass over bytes or text, whatever their number (Aho and Corasick, 1975), as one
 * dense table. ASCII letters match in either case. At most 65,535 characters of keywords.
 */
export class KeywordMachine {
  readonly #classes = new Uint8Array(256);
  readonly #table: Uint16Array;
  readonly #shift: number;
  /** States from this one on end a keyword. */
  readonly #firstEnd: number;
  readonly #keywords: readonly (readonly number[])[];

  /** Keywords are in lower case; their numbers are their places in the list. */
  constructor(keywords: readonly string[]) {
    const root = createTrie(keywords);
    const nodes = linkFallbacks(root);
    const classCount = this.#numberClasses(keywords);
    this.#shift = Math.ceil(Math.log2(classCount));
    const ordered = [
      ...nodes.filter((node) => node.keywords.length === 0),
      ...nodes.filter((node) => node.keywords.length > 0),
    ];
    ordered.forEach((node, number) => (node.number = number));
    this.#firstEnd = ordered.findIndex((node) => node.keywords.length > 0);
    if (this.#firstEnd < 0) this.#firstEnd = ordered.length;
    this.#keywords = ordered.slice(this.#firstEnd).map((node) => node.keywords);
    this.#table = new Uint16Array(ordered.length << this.#shift);
    // Level by level, so that the row of the fallback is there already.
    for (const node of nodes) this.#fillRow(node);
  }

  /** Numbers of the keywords that end where a hit is, the longest first. */
  keywordsAt(state: number): readonly number[] {
    return this.#keywords[state - this.#firstEnd] ?? [];
  }

  scanBytes(bytes: Uint8Array, hits: KeywordHits): void {
    const table = this.#table;
    const classes = this.#classes;
    const shift = this.#shift;
    const firstEnd = this.#firstEnd;
    let state = 0;
    for (let at = 0, length = bytes.length; at < length; at++) {
      // Both indices are within their arrays by construction.
      state = table[(state << shift) | (classes[bytes[at] as number] as number)] as number;
      if (state >= firstEnd) hits.add(at + 1, state);
    }
  }

  scanText(text: string, hits: KeywordHits): void {
    const table = this.#table;
    const classes = this.#classes;
    const shift = this.#shift;
    const firstEnd = this.#firstEnd;
    let state = 0;
    for (let at = 0, length = text.length; at < length; at++) {
      const code = text.charCodeAt(at);
      state = table[(state << shift) | (code < 256 ? (classes[code] as number) : 0)] as number;
      if (state >= firstEnd) hits.add(at + 1, state);
    }
  }

  /** Gives each character that a keyword has a class; all others share class 0. */
  #numberClasses(keywords: readonly string[]): number {
    let count = 1;
    for (const keyword of keywords) {
      for (let at = 0; at < keyword.length; at++) {
        const code = keyword.charCodeAt(at);
        if (this.#classes[code] !== 0) continue;
        this.#classes[code] = count;
        if (code >= 97 && code <= 122) this.#classes[code - 32] = count;
        count++;
      }
    }
    return count;
  }

  #fillRow(node: Node): void {
    const row = node.number << this.#shift;
    const width = 1 << this.#shift;
    if (node.fallback) {
      const from = node.fallback.number << this.#shift;
      this.#table.copyWithin(row, from, from + width);
    }
    for (const [code, next] of node.next) this.#table[row | (this.#classes[code] ?? 0)] = next.number;
  }
}

function createTrie(keywords: readonly string[]): Node {
  const root = createNode();
  keywords.forEach((keyword, number) => {
    let node = root;
    for (let at = 0; at < keyword.length; at++) {
      const code = keyword.charCodeAt(at);
      let next = node.next.get(code);
      if (!next) node.next.set(code, (next = createNode()));
      node = next;
    }
    node.keywords.push(number);
  });
  return root;
}

/** All nodes, level by level, each with the longest proper suffix of it that is a node too. */
function linkFallbacks(root: Node): Node[] {
  const nodes = [root];
  for (const node of nodes) {
    for (const [code, next] of node.next) {
      let fallback = node.fallback;
      while (fallback && !fallback.next.has(code)) fallback = fallback.fallback;
      next.fallback = fallback?.next.get(code) ?? root;
      next.keywords = [...next.keywords, ...next.fallback.keywords];
      nodes.push(next);
    }
  }
  return nodes;
}

function createNode(): Node {
  return { next: new Map(), fallback: undefined, keywords: [], number: 0 };
}
