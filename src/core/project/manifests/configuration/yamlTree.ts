import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { Problem, SourceFile } from '../../clue.ts';
import { LineIndex } from '../../text/lines.ts';
import { deepNestingAt } from './deepNesting.ts';

/** One `key: value` of a mapping. */
export interface YamlEntry {
  readonly key: string;
  /** 1-based line of the key. */
  readonly line: number;
  readonly value: YamlTree;
}

/** What each alias node stands for. */
type Aliases = ReadonlyMap<unknown, Node>;

const noAliases: Aliases = new Map();

interface YamlSource {
  readonly aliases: Aliases;
  readonly lines: LineCounter;
  readonly text: string;
}

/** Characters. Beyond this a YAML file is data, not configuration. */
const maxSize = 400_000;
/** How deep merges (`<<`) may refer to each other. */
const maxMerges = 10;

/**
 * A value in a YAML document, read by path. Aliases and merge keys are followed one step at a time as they are
 * asked for, so that an alias bomb costs nothing; a value that is not there is an empty tree.
 */
export class YamlTree {
  readonly #node: Node | undefined;
  readonly #source: YamlSource;

  constructor(node: unknown, source: YamlSource) {
    const resolved = source.aliases.get(node) ?? node;
    this.#node = isMap(resolved) || isSeq(resolved) || isScalar(resolved) ? resolved : undefined;
    this.#source = source;
  }

  /** 1-based line where the value begins. */
  get line(): number {
    return this.#lineOf(this.#node);
  }

  get exists(): boolean {
    return this.#node !== undefined;
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  /** A scalar as text; numbers and booleans as they are written. */
  get text(): string | undefined {
    if (!isScalar(this.#node) || this.#node.value === null) return undefined;
    const { value, source } = this.#node;
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? (source ?? String(value)) : source;
  }

  /**
   * A scalar as a shell script whose lines are those of the file: a `|` block begins on the line after, and what
   * YAML folds into one line keeps its line ends behind a `\`.
   */
  get script(): { readonly text: string; readonly line: number } | undefined {
    const text = this.text;
    if (text === undefined || !isScalar(this.#node)) return undefined;
    if (this.#node.type === 'BLOCK_LITERAL') return { text, line: this.line + 1 };
    const [start, end] = this.#node.range ?? [0, 0];
    if (this.#node.type === 'BLOCK_FOLDED') {
      const body = this.#source.text.indexOf('\n', start) + 1;
      return { text: joined(this.#source.text.slice(body, end)), line: this.line + 1 };
    }
    const plain = this.#node.type === 'PLAIN' && text.length < end - start;
    return { text: plain ? joined(this.#source.text.slice(start, end)) : text, line: this.line };
  }

  /** The elements of a sequence. */
  get items(): YamlTree[] {
    return isSeq(this.#node) ? this.#node.items.map((item) => this.#child(item)) : [];
  }

  /** The entries of a mapping, those that are merged in last. */
  get entries(): YamlEntry[] {
    return this.#entriesOf(this.#node, maxMerges);
  }

  get(...path: readonly string[]): YamlTree {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    const found = this.#direct(key) ?? this.entries.find((entry) => entry.key === key)?.value;
    return (found ?? this.#child(undefined)).get(...rest);
  }

  #direct(key: string): YamlTree | undefined {
    if (!isMap(this.#node)) return undefined;
    const pair = this.#node.items.find((item) => isScalar(item.key) && item.key.value === key);
    return pair ? this.#child(pair.value) : undefined;
  }

  #entriesOf(node: unknown, merges: number): YamlEntry[] {
    if (!isMap(node)) return [];
    const own: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      if (key.value === '<<') {
        if (merges > 0) merged.push(...this.#mergedEntries(value, merges - 1));
      } else own.push({ key: String(key.value), line: this.#lineOf(key), value: this.#child(value) });
    }
    const names = new Set(own.map((entry) => entry.key));
    return [...own, ...merged.filter((entry) => !names.has(entry.key))];
  }

  #mergedEntries(value: unknown, merges: number): YamlEntry[] {
    const resolved = this.#source.aliases.get(value) ?? value;
    // More than a few merged mappings in one place are a bomb.
    if (isSeq(resolved))
      return resolved.items.slice(0, 3).flatMap((item) => this.#mergedEntries(item, merges - 1));
    return this.#entriesOf(resolved, merges);
  }

  #child(node: unknown): YamlTree {
    return new YamlTree(node, this.#source);
  }

  #lineOf(node: unknown): number {
    const start = isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
    return start === undefined ? 1 : Math.max(1, this.#source.lines.linePos(start).line);
  }
}

export interface YamlFile {
  readonly documents: readonly YamlTree[];
  /** The first thing that is wrong with the text; documents are empty then. */
  readonly problem?: Problem;
}

/** Marks of Jinja, Helm and the like; `${{ … }}` is GitHub's own and no mark of a template. */
const template = /\{%|(?<!\$)\{\{/;

/**
 * Parses all documents of a YAML file. Text that is only the beginning of a file, and a template from which YAML is
 * made, are not judged.
 */
export function parseYaml(file: SourceFile): YamlFile {
  const parsed = parseDocuments(file);
  return parsed.problem && template.test(file.text) ? { documents: [] } : parsed;
}

function parseDocuments(file: SourceFile): YamlFile {
  if (file.sampled || file.text.length > maxSize) return { documents: [] };
  const deep = deepNestingAt(file.text);
  if (deep !== undefined) {
    const { line, column } = new LineIndex(file.text).positionAt(deep);
    return { documents: [], problem: yamlProblem(file, { line, col: column }, 'it is nested too deeply') };
  }
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(file.text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    if (!Array.isArray(documents)) return { documents: [] };
    for (const document of documents) {
      const error = document.errors[0];
      if (error)
        return { documents: [], problem: yamlProblem(file, lines.linePos(error.pos[0]), error.message) };
    }
    const mayAlias = file.text.includes('*');
    return {
      documents: documents.map(
        (document) =>
          new YamlTree(document.contents, {
            aliases: mayAlias ? aliasesOf(document) : noAliases,
            lines,
            text: file.text,
          }),
      ),
    };
  } catch {
    // The parser gives up by a stack overflow on nesting that no person writes.
    return { documents: [], problem: yamlProblem(file, { line: 1, col: 1 }, 'it is nested too deeply') };
  }
}

/** Finds what aliases stand for in one walk; asking each alias would walk the document every time. */
function aliasesOf(document: Document): Aliases {
  const anchors = new Map<string, Node>();
  const aliases = new Map<unknown, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) aliases.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliases;
}

/** Joins the lines of a folded text as a shell would; empty lines still divide. */
function joined(folded: string): string {
  return folded.replaceAll('\r\n', '\n').replaceAll(/([^\n\\])\n(?=[^\n]*[^\s\n])/g, '$1 \\\n');
}

function yamlProblem(file: SourceFile, at: { line: number; col: number }, reason: string): Problem {
  const line = Math.max(1, at.line);
  const message = `This YAML cannot be read (${sentencePart(reason)}): correct it here.`;
  return { file: file.path, line, column: Math.max(1, at.col), message, severity: 'error' };
}

function sentencePart(reason: string): string {
  return reason.startsWith('Maximum call stack')
    ? 'it is nested too deeply'
    : (reason.split('\n', 1)[0] ?? '').replace(/[.:]$/, '');
}
