import type { Readable } from 'node:stream';

const newline = 0x0a;
const nul = 0x00;

/** The output of a process, taken piece by piece. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(stream: Readable) {
    this.#chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** Text up to a line feed, which is taken too; undefined at the end. */
  line(): Promise<string | undefined> {
    return this.#upTo(newline);
  }

  /** Text up to a NUL, which is taken too; undefined at the end. Bytes that are no UTF-8 become replacement characters. */
  item(): Promise<string | undefined> {
    return this.#upTo(nul);
  }

  /** As many bytes; undefined where the output ends before. */
  async bytes(count: number): Promise<Uint8Array | undefined> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      if (this.#rest.length === 0 && !(await this.#more())) return undefined;
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  async #upTo(mark: number): Promise<string | undefined> {
    const parts: Buffer[] = [];
    for (;;) {
      const end = this.#rest.indexOf(mark);
      if (end >= 0) {
        parts.push(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end + 1);
        return Buffer.concat(parts).toString('utf8');
      }
      parts.push(this.#rest);
      this.#rest = Buffer.alloc(0);
      if (!(await this.#more())) return undefined;
    }
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    try {
      const next = await this.#chunks.next();
      if (next.done !== true) {
        this.#rest = next.value;
        return true;
      }
    } catch {
      // The process was ended; so is its output.
    }
    this.#ended = true;
    return false;
  }
}
