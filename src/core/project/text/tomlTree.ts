import { parse, TomlError } from 'smol-toml';
import type { Problem, SourceFile } from '../clue.ts';
import { LineIndex } from './lines.ts';
import { tomlPlaces, type TomlPlace } from './tomlPlaces.ts';

/** One `key = value` of a table. */
export interface TomlEntry {
  readonly key: string;
  /** 1-based line of the key, or of the header of a table. */
  readonly line: number;
  readonly value: TomlTree;
}

/** A value in a TOML document with its line, read by path; a value that is not there is an empty tree. */
export class TomlTree {
  readonly #value: unknown;
  readonly #place: TomlPlace | undefined;
  readonly #lines: LineIndex;

  constructor(value: unknown, place: TomlPlace | undefined, lines: LineIndex) {
    this.#value = value;
    this.#place = place;
    this.#lines = lines;
  }

  /** 1-based line where the value, its key or its header begins. */
  get line(): number {
    return this.#lines.lineAt(this.#place?.offset ?? 0);
  }

  get exists(): boolean {
    return this.#value !== undefined;
  }

  get text(): string | undefined {
    return typeof this.#value === 'string' ? this.#value : undefined;
  }

  /** A finite number; integers and floats alike. */
  get number(): number | undefined {
    const value = typeof this.#value === 'bigint' ? Number(this.#value) : this.#value;
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** Whether the value is `true`. */
  get flag(): boolean {
    return this.#value === true;
  }

  get isTable(): boolean {
    return isTable(this.#value);
  }

  get isArray(): boolean {
    return Array.isArray(this.#value);
  }

  /** The elements of an array. */
  get items(): TomlTree[] {
    return Array.isArray(this.#value)
      ? this.#value.map((item, index) => this.#child(item, String(index)))
      : [];
  }

  /** The entries of a table. */
  get entries(): TomlEntry[] {
    if (!isTable(this.#value)) return [];
    return Object.entries(this.#value).map(([key, item]) => {
      const value = this.#child(item, key);
      return { key, line: value.line, value };
    });
  }

  get(...path: readonly string[]): TomlTree {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    const found = isTable(this.#value) && Object.hasOwn(this.#value, key) ? this.#value[key] : undefined;
    return this.#child(found, key).get(...rest);
  }

  #child(value: unknown, key: string): TomlTree {
    return new TomlTree(value, this.#place?.children.get(key) ?? this.#place, this.#lines);
  }
}

export interface TomlFile {
  readonly root: TomlTree;
  /** What is wrong with the text; the root is empty then. */
  readonly problem?: Problem;
}

/** Parses a TOML file. Nothing of a broken file is used; one that is only the beginning of a file is not judged. */
export function parseToml(file: SourceFile): TomlFile {
  const lines = new LineIndex(file.text);
  const empty = new TomlTree(undefined, undefined, lines);
  if (file.sampled) return { root: empty };
  try {
    const value = parse(file.text, { maxDepth: 100, unsafeKeyBehaviour: 'drop' });
    return { root: new TomlTree(value, tomlPlaces(file.text), lines) };
  } catch (error) {
    const known = error instanceof TomlError ? error : undefined;
    // The message goes on with the lines around the place, which may hold a secret.
    const reason =
      known?.message.split('\n', 1)[0]?.replace(/^Invalid TOML document: |\.$/g, '') ??
      'it is nested too deeply';
    const message = `This TOML cannot be read (${reason}): correct it here.`;
    return {
      root: empty,
      problem: {
        file: file.path,
        line: known?.line ?? 1,
        column: known?.column ?? 1,
        message,
        severity: 'error',
      },
    };
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
