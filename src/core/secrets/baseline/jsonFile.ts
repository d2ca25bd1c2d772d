import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { UserError } from '../../errors.ts';
import { LineIndex, type Position } from '../../project/text/lines.ts';

/** A value in a JSON file, with its place. */
export interface JsonValue {
  readonly value: unknown;
  readonly offset: number;
  readonly node?: Node;
}

/** That a file is not what it should be, with the place; its message names file and line. */
export class FileError extends UserError {
  readonly place: Position;
  /** What is wrong, as a sentence without the place. */
  readonly reason: string;

  constructor(file: string, place: Position, reason: string, remedy: string) {
    super(`${file}:${place.line}:${place.column}: ${reason}.`, remedy);
    this.name = 'FileError';
    this.place = place;
    this.reason = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  }
}

/** Characters; baselines of the largest repositories have some million. */
const longest = 50_000_000;

/** A JSON file whose values are asked for one by one; what is wrong is a FileError with its place. */
export class JsonFile {
  readonly root: JsonValue;
  readonly #file: string;
  readonly #remedy: string;
  readonly #text: string;

  constructor(text: string, file: string, remedy: string) {
    this.#file = file;
    this.#remedy = remedy;
    this.#text = text;
    this.root = this.#parse();
  }

  object(from: JsonValue, otherwise: string): JsonValue {
    if (from.node?.type !== 'object') throw this.error(from, otherwise);
    return from;
  }

  array(from: JsonValue, otherwise: string): JsonValue[] {
    if (from.node?.type !== 'array') throw this.error(from, otherwise);
    return (from.node.children ?? []).map(valueOf);
  }

  /** The value of a key; one that is not there has the object's place and no value. */
  member(object: JsonValue, name: string): JsonValue {
    return (
      this.members(object).find(([key]) => key === name)?.[1] ?? { value: undefined, offset: object.offset }
    );
  }

  members(object: JsonValue): [key: string, value: JsonValue][] {
    return (object.node?.children ?? []).flatMap(({ children }) => {
      const [key, value] = children ?? [];
      return key && value ? [[String(key.value), valueOf(value)] as [string, JsonValue]] : [];
    });
  }

  error(at: { readonly offset: number }, reason: string): FileError {
    return new FileError(this.#file, new LineIndex(this.#text).positionAt(at.offset), reason, this.#remedy);
  }

  #parse(): JsonValue {
    if (this.#text.length > longest) throw this.error({ offset: 0 }, 'the file is too large');
    const errors: ParseError[] = [];
    const deep = tooDeepAt(this.#text);
    if (deep !== undefined) throw this.error({ offset: deep }, 'the file is nested too deeply');
    const root = parseTree(this.#text, errors, { disallowComments: true, allowTrailingComma: false });
    const [first] = errors;
    if (first) throw this.error(first, `this is not valid JSON (${printParseErrorCode(first.error)})`);
    if (!root) throw this.error({ offset: 0 }, 'the file is empty');
    return valueOf(root);
  }
}

function valueOf(node: Node): JsonValue {
  return { value: node.value, offset: node.offset, node };
}

const mostLevels = 50;

/** The parser recurses; brackets within strings are counted too, which does no harm at this depth. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth = Math.max(0, depth - 1);
    if (depth > mostLevels) return at;
  }
  return undefined;
}
