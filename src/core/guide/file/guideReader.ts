import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { Condition } from '../condition/condition.ts';
import { suggestion } from './suggestion.ts';

export type GuideRule =
  | 'guide/syntax'
  | 'guide/unknown-key'
  | 'guide/unknown-id'
  | 'guide/missing-field'
  | 'guide/wrong-type'
  | 'guide/invalid-value';

/** Something wrong in a guide file or an override. Positions are 1-based; the end is exclusive. */
export interface GuideProblem {
  readonly rule: GuideRule;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** One sentence or two: what is wrong and what to do. */
  readonly message: string;
}

/** One `key: value` of a mapping, with the key's node for messages about the key. */
export interface GuideEntry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | undefined;
}

/** Reads a value; undefined when it was wrong, and then a problem was reported. */
export type FieldReader<T> = (node: Node | undefined, reader: GuideReader, at: Node) => T | undefined;
export type FieldReaders<T> = { readonly [K in keyof T]-?: FieldReader<NonNullable<T[K]>> };

/** Characters; a guide has a few ten thousand. */
const maxSize = 400_000;
/** A file with more problems is not a guide; the rest would only bury the first. */
const maxProblems = 100;

const maxBrackets = 150;
const nestedTooDeeply = 'The file is nested too deeply to be read.';

/** A guide file while it is read: the text's positions, the conditions it names, and the problems so far. */
export class GuideReader {
  readonly problems: GuideProblem[] = [];
  readonly named: Map<string, Condition>;
  readonly #lines = new LineCounter();

  constructor(named: ReadonlyMap<string, Condition> = new Map<string, Condition>()) {
    this.named = new Map(named);
  }

  /** The root of the file; undefined when it is empty or cannot be read. */
  parse(text: string): Node | undefined {
    if (text.length > maxSize) {
      this.#push(
        'guide/syntax',
        0,
        0,
        `The file is larger than ${maxSize} characters; a guide is far smaller.`,
      );
      return undefined;
    }
    const deep = tooDeepAt(text);
    if (deep !== undefined) {
      this.#push('guide/syntax', deep, deep + 1, nestedTooDeeply);
      return undefined;
    }
    try {
      const document = parseDocument(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        logLevel: 'silent',
        // Its own check takes quadratic time; `entries` has one.
        uniqueKeys: false,
      });
      for (const { pos, message } of document.errors)
        this.#push('guide/syntax', pos[0], pos[1], yamlMessage(message));
      return document.contents ?? undefined;
    } catch {
      // The parser recurses, and gives up on thousands of levels.
      this.#push('guide/syntax', 0, 0, nestedTooDeeply);
      return undefined;
    }
  }

  /** 1-based line where a node begins. */
  lineOf(node: Node): number {
    return Math.max(1, this.#lines.linePos(node.range?.[0] ?? 0).line);
  }

  report(rule: GuideRule, node: Node | undefined, message: string): void {
    const [start, end] = node?.range ?? [0, 0];
    this.#push(rule, start, end, message);
  }

  /** The entries of a mapping; undefined, with a problem, when it is something else. */
  entries(node: Node | undefined, what: string, at: Node | undefined = node): GuideEntry[] | undefined {
    if (!isMap(node)) {
      const aliasHint = isAlias(node) ? ' Aliases are not followed here: use a named condition instead.' : '';
      this.report('guide/wrong-type', node ?? at, `Expected ${what} as keys and values.${aliasHint}`);
      return undefined;
    }
    const entries = (node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }): GuideEntry[] => {
      if (isScalar(key) && typeof key.value === 'string') {
        return [{ key: key.value, keyNode: key, value: value ?? undefined }];
      }
      this.report('guide/wrong-type', key, `Expected a plain name as the key in ${what}.`);
      return [];
    });
    this.#reportRepeated(entries);
    return entries;
  }

  items(node: Node | undefined, what: string, at: Node): Node[] | undefined {
    if (isSeq(node)) return node.items as Node[];
    this.report('guide/wrong-type', node ?? at, `Expected a list of ${what}.`);
    return undefined;
  }

  unknownKey({ key, keyNode }: GuideEntry, known: readonly string[], what: string): void {
    const hint = suggestion(key, known) || ` Known here: ${known.join(', ')}.`;
    this.report('guide/unknown-key', keyNode, `"${key}" is not a key of ${what}.${hint}`);
  }

  #reportRepeated(entries: readonly GuideEntry[]): void {
    const seen = new Set<string>();
    for (const { key, keyNode } of entries) {
      if (seen.has(key))
        this.report('guide/syntax', keyNode, `"${key}" stands here twice: remove one of them.`);
      seen.add(key);
    }
  }

  #push(rule: GuideRule, start: number, end: number, message: string): void {
    if (this.problems.length >= maxProblems) return;
    const from = this.#lines.linePos(start);
    const to = this.#lines.linePos(Math.max(end, start));
    const position = { line: Math.max(1, from.line), column: Math.max(1, from.col) };
    const endPosition = { endLine: Math.max(1, to.line), endColumn: Math.max(1, to.col) };
    this.problems.push({ rule, ...position, ...endPosition, message });
  }
}

/** Reads the known keys of a mapping, in the order of `fields`; other keys are problems. */
export function readFields<T>(
  entries: readonly GuideEntry[],
  reader: GuideReader,
  what: string,
  fields: FieldReaders<T>,
): Partial<T> {
  const known = Object.keys(fields) as (keyof T & string)[];
  for (const entry of entries) {
    if (!known.some((key) => key === entry.key)) reader.unknownKey(entry, known, what);
  }
  const values: Partial<T> = {};
  for (const key of known) {
    const entry = entries.find((candidate) => candidate.key === key);
    const value = entry && fields[key](entry.value, reader, entry.keyNode);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** Where brackets are nested deeper than any guide needs; the parser would spend its stack on them. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '{' || mark === '[') depth++;
    else if ((mark === '}' || mark === ']') && depth > 0) depth--;
    if (depth > maxBrackets) return at;
  }
  return undefined;
}

function yamlMessage(message: string): string {
  return `This is not valid YAML: ${message.split('\n')[0]?.replace(/[:.]$/, '') ?? ''}.`;
}
