/** Where a key, table or array element of a TOML document begins, with those inside it by key or index. */
export interface TomlPlace {
  /** Offset of the first mention. */
  readonly offset: number;
  readonly children: Map<string, TomlPlace>;
  /** How many `[[tables]]` of this name came so far. */
  tables: number;
}

/**
 * Finds the places of all values of a TOML document, which must be valid: what is broken gives places that mean
 * nothing (but ends, in linear time).
 */
export function tomlPlaces(text: string): TomlPlace {
  return new Walker(text).walk();
}

class Walker {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  walk(): TomlPlace {
    const root = newPlace(0);
    let table = root;
    this.#skipBlank();
    while (this.#at < this.#text.length) {
      const before = this.#at;
      if (this.#is('[')) table = this.#header(root);
      else this.#pair(table);
      if (this.#at === before) this.#at++;
      this.#skipBlank();
    }
    return root;
  }

  #header(root: TomlPlace): TomlPlace {
    const start = this.#at;
    const repeated = this.#text.startsWith('[[', start);
    this.#at += repeated ? 2 : 1;
    const keys = this.#keys();
    let place = root;
    for (const [index, key] of keys.entries()) {
      place = childOf(place, key, start);
      if (repeated && index === keys.length - 1) place.tables++;
      if (place.tables > 0) place = childOf(place, String(place.tables - 1), start);
    }
    this.#skipTo(']');
    this.#at += repeated ? 2 : 1;
    return place;
  }

  #pair(table: TomlPlace): void {
    const start = this.#at;
    let place = table;
    for (const key of this.#keys()) place = childOf(place, key, start);
    if (!this.#is('=')) {
      this.#skipTo('\n');
      return;
    }
    this.#at++;
    this.#skipSpaces();
    this.#value(place);
  }

  #keys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.#skipSpaces();
      keys.push(this.#key());
      this.#skipSpaces();
      if (!this.#is('.')) return keys;
      this.#at++;
    }
  }

  #key(): string {
    const start = this.#at;
    if (this.#is('"') || this.#is("'")) {
      this.#string();
      return unquoted(this.#text.slice(start, this.#at));
    }
    while (/[\w-]/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #value(place: TomlPlace): void {
    if (this.#is('"') || this.#is("'")) this.#string();
    else if (this.#is('['))
      this.#inside(']', (index) => this.#value(childOf(place, String(index), this.#at)));
    else if (this.#is('{')) this.#inside('}', () => this.#pair(place));
    else while (this.#at < this.#text.length && !/[,\]}#\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #inside(end: string, element: (index: number) => void): void {
    this.#at++;
    for (let index = 0; ; index++) {
      this.#skipBlank();
      while (this.#is(',')) {
        this.#at++;
        this.#skipBlank();
      }
      if (this.#is(end) || this.#at >= this.#text.length) break;
      const before = this.#at;
      element(index);
      if (this.#at === before) this.#at++;
    }
    this.#at++;
  }

  #string(): void {
    const quote = this.#text[this.#at] ?? '';
    const triple = this.#text.startsWith(quote.repeat(3), this.#at);
    const end = triple ? quote.repeat(3) : quote;
    this.#at += end.length;
    while (this.#at < this.#text.length && !this.#text.startsWith(end, this.#at)) {
      this.#at += quote === '"' && this.#is('\\') ? 2 : 1;
    }
    this.#at += end.length;
    // A multi-line string may end in up to two quotes of its own.
    if (triple) while (this.#is(quote)) this.#at++;
  }

  #skipSpaces(): void {
    while (this.#is(' ') || this.#is('\t')) this.#at++;
  }

  #skipBlank(): void {
    for (;;) {
      while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
      if (!this.#is('#')) return;
      this.#skipTo('\n');
    }
  }

  #skipTo(mark: string): void {
    const found = this.#text.indexOf(mark, this.#at);
    this.#at = found < 0 ? this.#text.length : found;
  }

  #is(mark: string): boolean {
    return this.#text[this.#at] === mark;
  }
}

function newPlace(offset: number): TomlPlace {
  return { offset, children: new Map(), tables: 0 };
}

function childOf(place: TomlPlace, key: string, offset: number): TomlPlace {
  const known = place.children.get(key);
  if (known) return known;
  const created = newPlace(offset);
  place.children.set(key, created);
  return created;
}

function unquoted(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1);
  try {
    return String(JSON.parse(key));
  } catch {
    // TOML knows a few escapes that JSON does not; such a key is no package name.
    return key.slice(1, -1);
  }
}
