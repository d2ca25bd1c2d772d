import { UserError } from '../../errors.ts';
import type { Dated } from './servingCatalogue.ts';

/**
 * One mapping of the catalogue. Each reading method throws a `UserError` that names the place when the value is not
 * what it must be.
 */
export class CatalogueRow {
  readonly #values: Readonly<Record<string, unknown>>;
  /** Where it stands, for messages: `gpus, nvidia-l4`. */
  readonly #where: string;
  /** What the table says for all of its rows. */
  readonly #common: Partial<Dated>;

  private constructor(values: Readonly<Record<string, unknown>>, where: string, common: Partial<Dated>) {
    this.#values = values;
    this.#where = where;
    this.#common = common;
  }

  static of(value: unknown, where: string, common: Partial<Dated> = {}): CatalogueRow {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(where);
    return new CatalogueRow(value as Readonly<Record<string, unknown>>, where, common);
  }

  /** A mapping within this one. */
  row(key: string): CatalogueRow {
    return CatalogueRow.of(this.#values[key], this.#place(key), this.#common);
  }

  /** A mapping whose `rows` share its date and source. */
  table(key: string): CatalogueRow {
    const table = CatalogueRow.of(this.#values[key], this.#place(key));
    return new CatalogueRow(table.#values, table.#where, table.dated());
  }

  rows<Row>(read: (row: CatalogueRow) => Row): Row[] {
    return this.list('rows', read);
  }

  list<Row>(key: string, read: (row: CatalogueRow) => Row): Row[] {
    const list = this.#values[key];
    if (!Array.isArray(list) || list.length === 0) throw this.#damaged(key);
    return list.map((value: unknown, index) =>
      read(CatalogueRow.of(value, `${this.#where}, ${nameOf(value, index)}`, this.#common)),
    );
  }

  /** Its own date and source, or those of its table. */
  dated(): Dated {
    const asOf = this.#values['asOf'] ?? this.#common.asOf;
    const source = this.#values['source'] ?? this.#common.source;
    if (typeof asOf !== 'string' || !/^20\d\d-\d\d(?:-\d\d)?$/.test(asOf)) throw this.#damaged('asOf');
    if (typeof source !== 'string' || !source.startsWith('https://')) throw this.#damaged('source');
    return { asOf, source };
  }

  text(key: string): string {
    const value = this.#values[key];
    if (typeof value !== 'string' || value.trim() === '') throw this.#damaged(key);
    return value;
  }

  /** `3.12`, which must be in quotes lest YAML take it for a number. */
  version(key: string): string {
    return this.#matching(key, /^\d+(?:\.\d+)+$/);
  }

  /** An image with a tag that stays what it is: never `latest`. */
  image(key: string): string {
    return this.#matching(key, /^[\w.-]+(?:\/[\w.-]+)*:(?!latest$)[\w.-]+(?:@sha256:[0-9a-f]{64})?$/);
  }

  link(key: string): string {
    return this.#matching(key, /^https:\/\/\S+$/);
  }

  positive(key: string): number {
    const value = this.#values[key];
    if (typeof value !== 'number' || !(value > 0)) throw this.#damaged(key);
    return value;
  }

  texts(key: string): string[] {
    return this.#listOf(key, (value) => typeof value === 'string' && value !== '');
  }

  numbers(key: string): number[] {
    return this.#listOf(key, (value) => typeof value === 'number' && value > 0);
  }

  oneOf<Choice extends string>(key: string, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.#values[key]);
    if (found === undefined) throw this.#damaged(key);
    return found;
  }

  optional<Value>(key: string, read: (key: string) => Value): Value | undefined {
    return this.#values[key] === undefined ? undefined : read(key);
  }

  /** `{ key: value }` where the key is there, and nothing where it is not: for optional properties. */
  maybe<Key extends string, Value>(key: Key, read: (key: Key) => Value): Partial<Record<Key, Value>> {
    if (this.#values[key] === undefined) return {};
    const found: Partial<Record<Key, Value>> = {};
    found[key] = read(key);
    return found;
  }

  #matching(key: string, form: RegExp): string {
    const value = this.text(key);
    if (!form.test(value)) throw this.#damaged(key);
    return value;
  }

  #listOf<Value>(key: string, isGood: (value: unknown) => boolean): Value[] {
    const value = this.#values[key];
    if (!Array.isArray(value) || value.length === 0 || !value.every(isGood)) throw this.#damaged(key);
    return value as Value[];
  }

  #place(key: string): string {
    return this.#where === 'the whole' ? key : `${this.#where}, ${key}`;
  }

  #damaged(key: string): UserError {
    return damaged(this.#place(key));
  }
}

/** Rows are named by what tells them apart. */
function nameOf(value: unknown, index: number): string {
  if (typeof value !== 'object' || value === null) return `row ${String(index + 1)}`;
  const row = value as Readonly<Record<string, unknown>>;
  for (const key of ['id', 'accelerator', 'variant', 'version', 'name', 'python']) {
    if (typeof row[key] === 'string') return row[key];
  }
  return `row ${String(index + 1)}`;
}

export function damaged(where: string): UserError {
  return new UserError(
    `The catalogue of images, GPUs and models that comes with AI Stack Guide is damaged: ${where}.`,
    'Install it again.',
  );
}
