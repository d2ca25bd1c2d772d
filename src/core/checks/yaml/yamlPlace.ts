import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import { deepNestingAt } from '../../project/manifests/configuration/deepNesting.ts';
import type { Span } from '../check.ts';

/** Characters. Beyond this a YAML file is data, not configuration. */
const maxSize = 400_000;
/** How deep merges (`<<`) may refer to each other. */
const maxMerges = 10;

export interface YamlText {
  /** Empty where the text cannot be read. */
  readonly documents: readonly YamlPlace[];
  /** What is wrong with the first document that is broken. */
  readonly fault?: Span & { readonly reason: string };
}

/** One `key: value` of a mapping. */
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlPlace;
}

interface Source {
  readonly text: string;
  readonly aliases: ReadonlyMap<unknown, Node>;
}

/** Reads all documents of a text with their places. Never throws; what is too large or nested too deeply is left out. */
export function readYaml(text: string): YamlText {
  if (text.length > maxSize || deepNestingAt(text) !== undefined) return { documents: [] };
  let parsed: Document.Parsed[];
  try {
    const options = { logLevel: 'silent', uniqueKeys: false, keepSourceTokens: false } as const;
    const result = parseAllDocuments(text, options);
    parsed = Array.isArray(result) ? result : [];
  } catch {
    return { documents: [] };
  }
  for (const { errors } of parsed) {
    const [error] = errors;
    if (!error) continue;
    const reason = error.message.split('\n', 1)[0] ?? '';
    return { documents: [], fault: { ...within(text, error.pos), reason } };
  }
  return {
    documents: parsed.map((document) => {
      const source: Source = { text, aliases: aliasesOf(document) };
      return new YamlPlace(document.contents, undefined, source, false);
    }),
  };
}

/** The parser marks what is missing behind the end of the text. */
function within(text: string, [start, end]: readonly [number, number]): Span {
  const from = Math.min(start, text.length);
  return { start: from, end: Math.max(from, Math.min(end, text.length)) };
}

function aliasesOf(document: Document.Parsed): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const aliases = new Map<unknown, Node>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) aliases.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliases;
}

/**
 * A value in a YAML document with its place. Aliases and merge keys are followed as they are asked for, so that an alias
 * bomb costs nothing; a value that is not there is an empty place.
 */
export class YamlPlace {
  readonly #node: Node | undefined;
  readonly #key: Scalar | undefined;
  readonly #source: Source;
  /** True where the value came through an alias or a merge: it stands elsewhere, and an edit would change more. */
  readonly shared: boolean;

  constructor(node: unknown, key: unknown, source: Source, shared: boolean) {
    const resolved = source.aliases.get(node);
    const target = resolved ?? node;
    this.#node = isMap(target) || isSeq(target) || isScalar(target) ? target : undefined;
    this.#key = isScalar(key) ? key : undefined;
    this.#source = source;
    this.shared = shared || resolved !== undefined;
  }

  get exists(): boolean {
    return this.#node !== undefined;
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isNull(): boolean {
    return this.#node === undefined || (isScalar(this.#node) && this.#node.value === null);
  }

  /** Of the node itself, so that a value that is referred to twice can be told from two values. */
  get identity(): unknown {
    return this.#node;
  }

  /** `string`, `number`, `boolean`, `null`, `map` or `list`; undefined where there is nothing. */
  get kind(): 'string' | 'number' | 'boolean' | 'null' | 'map' | 'list' | undefined {
    if (isMap(this.#node)) return 'map';
    if (isSeq(this.#node)) return 'list';
    if (!isScalar(this.#node)) return undefined;
    const { value } = this.#node;
    if (value === null) return 'null';
    const type = typeof value;
    return type === 'number' || type === 'boolean' || type === 'string' ? type : 'string';
  }

  /** A scalar as text; numbers and booleans as they are written. */
  get text(): string | undefined {
    if (!isScalar(this.#node) || this.#node.value === null) return undefined;
    const { value, source } = this.#node;
    return typeof value === 'string' ? value : (source ?? '');
  }

  /** True for `'…'` and `"…"`. */
  get quoted(): boolean {
    return isScalar(this.#node) && (this.#node.type === 'QUOTE_DOUBLE' || this.#node.type === 'QUOTE_SINGLE');
  }

  /** True for `|` and `>`. */
  get isBlock(): boolean {
    return (
      isScalar(this.#node) && (this.#node.type === 'BLOCK_LITERAL' || this.#node.type === 'BLOCK_FOLDED')
    );
  }

  /** True for `{…}` and `[…]`. */
  get isFlow(): boolean {
    return (isMap(this.#node) || isSeq(this.#node)) && this.#node.flow === true;
  }

  get span(): Span {
    const range = this.#node?.range;
    if (!range) return this.keySpan;
    return { start: range[0], end: Math.max(range[0], range[1]) };
  }

  /** Of the key, or of the value where it has none. */
  get keySpan(): Span {
    const range = this.#key?.range;
    if (range) return { start: range[0], end: range[1] };
    const start = this.#node?.range?.[0] ?? 0;
    return { start, end: start };
  }

  /** The value of a scalar, the key of anything larger: what is marked. */
  get mark(): Span {
    return isScalar(this.#node) && !this.isBlock && !this.isNull ? this.span : this.keySpan;
  }

  get entries(): readonly YamlEntry[] {
    return this.#entries(maxMerges);
  }

  get items(): readonly YamlPlace[] {
    if (!isSeq(this.#node)) return [];
    return this.#node.items.map((item) => new YamlPlace(item, undefined, this.#source, this.shared));
  }

  /** The value under keys, one in another. */
  get(...path: readonly string[]): YamlPlace {
    return path.reduce<YamlPlace>((place, key) => place.#child(key), this);
  }

  #child(key: string): YamlPlace {
    const found = this.entries.find((entry) => entry.key === key);
    return found?.value ?? new YamlPlace(undefined, undefined, this.#source, this.shared);
  }

  #entries(merges: number): readonly YamlEntry[] {
    if (!isMap(this.#node)) return [];
    const own: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    for (const pair of this.#node.items) {
      const entry = this.#entry(pair);
      if (!entry) continue;
      if (entry.key !== '<<') own.push(entry);
      else if (merges > 0) {
        const sources = entry.value.isList ? entry.value.items : [entry.value];
        for (const source of sources) merged.push(...source.#entries(merges - 1));
      }
    }
    if (merged.length === 0) return own;
    const names = new Set(own.map(({ key }) => key));
    return [...own, ...merged.filter(({ key }) => !names.has(key))];
  }

  #entry({ key, value }: Pair): YamlEntry | undefined {
    if (!isScalar(key)) return undefined;
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    const place = new YamlPlace(value, key, this.#source, this.shared);
    return { key: name, keySpan: place.keySpan, value: place };
  }
}
