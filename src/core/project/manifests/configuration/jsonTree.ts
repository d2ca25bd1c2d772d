import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Problem, SourceFile } from '../../clue.ts';
import { LineIndex } from '../../text/lines.ts';
import { deepNestingAt } from './deepNesting.ts';

/** One `"key": value` of an object, with the 1-based line of the key. */
export interface JsonEntry {
  readonly key: string;
  readonly line: number;
  readonly value: JsonTree;
}

/** A value in a JSON document, read by path; a value that is not there is an empty tree. */
export class JsonTree {
  readonly #node: Node | undefined;
  readonly #lines: LineIndex;

  constructor(node: Node | undefined, lines: LineIndex) {
    this.#node = node;
    this.#lines = lines;
  }

  get line(): number {
    return this.#lines.lineAt(this.#node?.offset ?? 0);
  }

  get isObject(): boolean {
    return this.#node?.type === 'object';
  }

  get text(): string | undefined {
    return this.#node?.type === 'string' ? String(this.#node.value) : undefined;
  }

  get number(): number | undefined {
    return this.#node?.type === 'number' ? Number(this.#node.value) : undefined;
  }

  get items(): JsonTree[] {
    return this.#node?.type === 'array'
      ? (this.#node.children ?? []).map((child) => new JsonTree(child, this.#lines))
      : [];
  }

  get entries(): JsonEntry[] {
    if (this.#node?.type !== 'object') return [];
    return (this.#node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      if (!key) return [];
      return [
        {
          key: String(key.value),
          line: this.#lines.lineAt(key.offset),
          value: new JsonTree(value, this.#lines),
        },
      ];
    });
  }

  get(...path: readonly string[]): JsonTree {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    const entry = this.entries.find((each) => each.key === key);
    return (entry?.value ?? new JsonTree(undefined, this.#lines)).get(...rest);
  }
}

export interface JsonFile {
  readonly root: JsonTree;
  /** The first thing that is wrong; the root is empty then. */
  readonly problem?: Problem;
}

/** Parses JSON; comments and a comma too many are let pass, as the tools that read these files mostly do. */
export function parseJson(file: SourceFile): JsonFile {
  const lines = new LineIndex(file.text);
  const empty = new JsonTree(undefined, lines);
  const deep = deepNestingAt(file.text);
  if (deep !== undefined)
    return { root: empty, problem: jsonProblem(file, lines, deep, 'it is nested too deeply') };
  const errors: ParseError[] = [];
  const node = parseTree(file.text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) return { root: empty, problem: jsonProblem(file, lines, error.offset, reasonOf(error)) };
  return { root: new JsonTree(node, lines) };
}

function reasonOf(error: ParseError): string {
  return printParseErrorCode(error.error)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function jsonProblem(file: SourceFile, lines: LineIndex, offset: number, reason: string): Problem {
  const message = `This JSON cannot be read (${reason}): correct it here.`;
  return { file: file.path, ...lines.positionAt(offset), message, severity: 'error' };
}
