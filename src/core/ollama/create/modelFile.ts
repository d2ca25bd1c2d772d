/** A file that goes into a model: weights, configuration or a tokenizer. */
export interface ModelFile {
  /** Its name in the request: relative to the model's folder, with `/`. */
  readonly name: string;
  /** Where it is, for messages. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Its bytes from the beginning; each call reads anew. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The files that Modelfiles name, wherever they are. */
export interface ModelFiles {
  /**
   * The files behind the value of FROM or ADAPTER, as the server's own command line picks them; undefined where there
   * is no such file or folder, so that the value is the name of a model. Rejects with a `UserError` where there is
   * one that cannot be used.
   */
  find(value: string): Promise<readonly ModelFile[] | undefined>;
  /** The SHA-256 digest of a file, in lower-case hexadecimal; `onBytes` is told how many bytes were read at a time. */
  sha256(file: ModelFile, onBytes: (count: number) => void, signal: AbortSignal): Promise<string>;
}
