/**
 * The fields that an API takes, made from its official types. A type is a field's name to its value: `string`,
 * `number`, `boolean`, `map` (of strings), `any`, `@Name` of another type, or a list of one of these (`@Name[]`). A
 * trailing ` !` marks what the API knows and does not support.
 */
export interface FieldTable {
  /** The package, its version and its file. */
  readonly source: string;
  /** Annotations with the kinds of objects that may bear them: `Service`, `Revision`, `Job`, `Execution`. */
  readonly annotations: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
