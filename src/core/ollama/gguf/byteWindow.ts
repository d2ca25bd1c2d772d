/** Reads `length` bytes at `offset`; fewer only at the end of the file. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/** Thrown where the file ends before what it announces. */
export class FileEnds extends Error {}

const firstChunk = 64 * 1024;
const nextChunks = 1024 * 1024;

/** Reads a file from its start to its end through a window, so that headers of any length take little memory. */
export class ByteWindow {
  /** Set once the file's byte order is known. */
  littleEndian = true;

  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  /** Where the window begins in the file, and where reading goes on in the window. */
  #start = 0;
  #at = 0;
  readonly #read: ReadBytes;
  readonly #fileBytes: number;

  constructor(read: ReadBytes, fileBytes: number) {
    this.#read = read;
    this.#fileBytes = fileBytes;
  }

  /** From the start of the file. */
  get position(): number {
    return this.#start + this.#at;
  }

  /** Whether `length` bytes can be taken without waiting. */
  has(length: number): boolean {
    return this.#at + length <= this.#bytes.length;
  }

  /** Waits until `length` bytes can be taken. Rejects with {@link FileEnds}. */
  async fill(length: number): Promise<void> {
    if (this.has(length)) return;
    if (this.position + length > this.#fileBytes) throw new FileEnds();
    const offset = this.position;
    const wanted = Math.min(
      Math.max(length, offset === 0 ? firstChunk : nextChunks),
      this.#fileBytes - offset,
    );
    this.#bytes = await this.#read(offset, wanted);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    this.#start = offset;
    this.#at = 0;
    if (!this.has(length)) throw new FileEnds();
  }

  /** Passes over bytes without reading them. */
  skip(length: number): void {
    if (this.position + length > this.#fileBytes) throw new FileEnds();
    this.#at += length;
  }

  /** The bytes ahead, at most `length`, without taking them. */
  peek(length: number): Uint8Array {
    return this.#bytes.subarray(this.#at, this.#at + length);
  }

  take(length: number): Uint8Array {
    const taken = this.peek(length);
    this.#at += length;
    return taken;
  }

  /** Takes a number that `get` reads: `(view, at, little) => view.getUint16(at, little)`. */
  number(length: number, get: (view: DataView, at: number, little: boolean) => number | bigint): number {
    const value = get(this.#view, this.#at, this.littleEndian);
    this.#at += length;
    return Number(value);
  }
}
