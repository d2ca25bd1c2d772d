import { UserError } from '../../errors.ts';
import { ByteWindow, FileEnds, type ReadBytes } from './byteWindow.ts';
import {
  keptElements,
  type GgufArray,
  type GgufHeader,
  type GgufTensor,
  type GgufValue,
} from './ggufHeader.ts';
import { notGguf } from './notGguf.ts';
import { tensorBytes, tensorTypeOf } from './tensorTypes.ts';

/** Far above any real model: the largest have some thousand tensors and a header of tens of megabytes. */
const limits = {
  keys: 100_000,
  tensors: 200_000,
  keyBytes: 65_535,
  textBytes: 8 << 20,
  headerBytes: 512 << 20,
  dims: 8,
  nesting: 3,
};
const newestVersion = 3;
const downloadAgain = 'Download it again.';

/**
 * Reads the header of a GGUF file, versions 1 to 3, in either byte order. Reads in order and skips vocabularies.
 * Rejects with a `UserError` that names the file when it is no GGUF, cut off, damaged or of a newer version.
 * Source: the GGUF specification in ggml's docs/gguf.md; versions 1 and 2 as llama.cpp read them.
 * @param name how messages call the file.
 */
export async function readGgufHeader(
  read: ReadBytes,
  fileBytes: number,
  name = 'The file',
): Promise<GgufHeader> {
  const reader = new HeaderReader(new ByteWindow(read, fileBytes), fileBytes, name);
  try {
    return await reader.header();
  } catch (error) {
    if (error instanceof FileEnds) throw cutOff(name);
    throw error;
  }
}

function cutOff(name: string): UserError {
  return new UserError(`${name} is cut off: it ends before what its header announces.`, downloadAgain);
}

class HeaderReader {
  readonly #window: ByteWindow;
  readonly #fileBytes: number;
  readonly #name: string;
  #version = 0;
  #bigEndian = false;

  constructor(window: ByteWindow, fileBytes: number, name: string) {
    this.#window = window;
    this.#fileBytes = fileBytes;
    this.#name = name;
  }

  async header(): Promise<GgufHeader> {
    await this.#magic();
    const tensorCount = await this.#count(limits.tensors, 'tensors');
    const keyCount = await this.#count(limits.keys, 'entries');
    const metadata = new Map<string, GgufValue>();
    for (let index = 0; index < keyCount; index++) {
      const key = await this.#text(limits.keyBytes);
      metadata.set(key, await this.#value(await this.#uint32()));
      this.#checkLength();
    }
    const tensors: GgufTensor[] = [];
    for (let index = 0; index < tensorCount; index++) tensors.push(await this.#tensor());
    return this.#whole(metadata, tensors);
  }

  async #magic(): Promise<void> {
    await this.#window.fill(Math.min(this.#fileBytes, 64));
    const magic = latin1(this.#window.peek(4));
    if (magic !== 'GGUF' && magic !== 'FUGG')
      throw notGguf(this.#window.peek(64), this.#fileBytes, this.#name);
    await this.#window.fill(8);
    this.#window.skip(4);
    const version = await this.#uint32();
    // Old and new writers of big-endian files disagree on the magic; the version tells the order.
    this.#bigEndian = (version & 0xffff) === 0 && version !== 0;
    this.#window.littleEndian = !this.#bigEndian;
    this.#version = this.#bigEndian ? version >>> 24 : version;
    if (this.#version < 1 || (this.#bigEndian && (version & 0xff0000) !== 0)) {
      throw this.#damaged(`it says that it is of version ${String(this.#version)}`);
    }
    if (this.#version > newestVersion) {
      throw new UserError(
        `${this.#name} is of GGUF version ${String(this.#version)}; this extension reads versions 1 to ${String(newestVersion)}.`,
        'Update the extension.',
      );
    }
  }

  async #value(type: number, nesting = 0): Promise<GgufValue> {
    if (type === 8) return this.#text(limits.textBytes);
    if (type === 9) return this.#array(nesting + 1);
    const scalar = scalars[type];
    if (scalar === undefined) throw this.#damaged(`it holds a value of the unknown type ${String(type)}`);
    if (!this.#window.has(scalar.bytes)) await this.#window.fill(scalar.bytes);
    const number = this.#window.number(scalar.bytes, scalar.get);
    return type === 7 ? number !== 0 : number;
  }

  async #array(nesting: number): Promise<GgufArray> {
    if (nesting > limits.nesting) throw this.#damaged('its arrays are nested too deeply');
    const type = await this.#uint32();
    const length = await this.#count(Number.MAX_SAFE_INTEGER, 'elements');
    const scalar = scalars[type];
    const least = scalar?.bytes ?? (this.#version === 1 ? 4 : 8);
    if (length * least > this.#fileBytes - this.#window.position) throw new FileEnds();
    if (type === 9) return this.#arrayOfArrays(length, nesting);
    if (length > keptElements) {
      await this.#passOver(type, length);
      return { length };
    }
    const values: (string | number | boolean)[] = [];
    for (let index = 0; index < length; index++) {
      const value = await this.#value(type);
      if (typeof value !== 'object') values.push(value);
    }
    return { length, values };
  }

  /** The format allows them and no model has them: only their length is kept. */
  async #arrayOfArrays(length: number, nesting: number): Promise<GgufArray> {
    for (let index = 0; index < length; index++) {
      await this.#array(nesting + 1);
      this.#checkLength();
    }
    return { length };
  }

  async #passOver(type: number, length: number): Promise<void> {
    const scalar = scalars[type];
    if (scalar !== undefined) {
      this.#window.skip(length * scalar.bytes);
      return;
    }
    if (type !== 8) throw this.#damaged(`it holds an array of the unknown type ${String(type)}`);
    const lengthBytes = this.#version === 1 ? 4 : 8;
    for (let index = 0; index < length; index++) {
      if (!this.#window.has(lengthBytes)) {
        this.#checkLength();
        await this.#window.fill(lengthBytes);
      }
      this.#window.skip(this.#takeLength());
    }
  }

  async #tensor(): Promise<GgufTensor> {
    const name = await this.#text(limits.keyBytes);
    const dimensions = await this.#uint32();
    if (dimensions > limits.dims)
      throw this.#damaged(`the tensor ${name} has ${String(dimensions)} dimensions`);
    const dims: number[] = [];
    for (let index = 0; index < dimensions; index++) {
      dims.push(await this.#count(Number.MAX_SAFE_INTEGER, 'elements'));
    }
    const number = await this.#uint32();
    await this.#window.fill(8);
    const offset = this.#window.number(8, uint64);
    const type = tensorTypeOf(number)?.name ?? `type ${String(number)}`;
    this.#checkLength();
    return { name, type, dims, offset, bytes: tensorBytes(type, dims) };
  }

  #whole(metadata: ReadonlyMap<string, GgufValue>, tensors: readonly GgufTensor[]): GgufHeader {
    const alignment = this.#alignment(metadata.get('general.alignment'));
    const dataOffset = Math.ceil(this.#window.position / alignment) * alignment;
    for (const tensor of tensors) {
      if (dataOffset + tensor.offset + (tensor.bytes ?? 0) > this.#fileBytes) throw cutOff(this.#name);
    }
    const parameterCount = tensors.reduce(
      (sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 1),
      0,
    );
    return {
      version: this.#version,
      bigEndian: this.#bigEndian,
      metadata,
      tensors,
      dataOffset,
      alignment,
      parameterCount,
      fileBytes: this.#fileBytes,
    };
  }

  #alignment(value: GgufValue | undefined): number {
    if (value === undefined) return 32;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1 << 20) return value;
    throw this.#damaged('its alignment is no plausible number');
  }

  async #text(limit: number): Promise<string> {
    const bytes = this.#version === 1 ? 4 : 8;
    if (!this.#window.has(bytes)) await this.#window.fill(bytes);
    const length = this.#takeLength();
    if (this.#window.position + length > this.#fileBytes) throw new FileEnds();
    if (length > limit) throw this.#damaged(`it holds a text of ${String(length)} bytes`);
    if (!this.#window.has(length)) await this.#window.fill(length);
    const text = new TextDecoder().decode(this.#window.take(length));
    // Version 1 ended texts with a zero.
    return this.#version === 1 ? text.replace(/\0$/, '') : text;
  }

  async #count(limit: number, what: string): Promise<number> {
    await this.#window.fill(this.#version === 1 ? 4 : 8);
    const count = this.#takeLength();
    if (count > limit) throw this.#damaged(`it announces ${String(count)} ${what}`);
    return count;
  }

  #takeLength(): number {
    return this.#version === 1 ? this.#window.number(4, uint32) : this.#window.number(8, uint64);
  }

  async #uint32(): Promise<number> {
    if (!this.#window.has(4)) await this.#window.fill(4);
    return this.#window.number(4, uint32);
  }

  #checkLength(): void {
    if (this.#window.position > limits.headerBytes) throw this.#damaged('its header does not end');
  }

  #damaged(how: string): UserError {
    return new UserError(`${this.#name} is a damaged GGUF file: ${how}.`, downloadAgain);
  }
}

const uint32 = (view: DataView, at: number, little: boolean) => view.getUint32(at, little);
const uint64 = (view: DataView, at: number, little: boolean) => view.getBigUint64(at, little);

interface Scalar {
  readonly bytes: number;
  readonly get: (view: DataView, at: number, little: boolean) => number | bigint;
}

/** By the number of the type in the file; 8 is text and 9 an array. Source: `gguf_metadata_value_type`. */
const scalars: Readonly<Record<number, Scalar>> = {
  0: { bytes: 1, get: (view, at) => view.getUint8(at) },
  1: { bytes: 1, get: (view, at) => view.getInt8(at) },
  2: { bytes: 2, get: (view, at, little) => view.getUint16(at, little) },
  3: { bytes: 2, get: (view, at, little) => view.getInt16(at, little) },
  4: { bytes: 4, get: uint32 },
  5: { bytes: 4, get: (view, at, little) => view.getInt32(at, little) },
  6: { bytes: 4, get: (view, at, little) => view.getFloat32(at, little) },
  7: { bytes: 1, get: (view, at) => view.getUint8(at) },
  10: { bytes: 8, get: uint64 },
  11: { bytes: 8, get: (view, at, little) => view.getBigInt64(at, little) },
  12: { bytes: 8, get: (view, at, little) => view.getFloat64(at, little) },
};

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
