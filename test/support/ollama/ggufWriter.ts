import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes GGUF files for tests: real metadata, tensors of random, zero or given content.
 * Source of the layout: the GGUF specification (`docs/gguf.md` in ggml).
 */
export interface GgufSpec {
  /** In file order. Plain values: strings, booleans, integers (uint32), others (float32); `typed` for the rest. */
  readonly metadata: Readonly<Record<string, GgufInput>>;
  readonly tensors: readonly GgufTensorInput[];
  /** 3 unless said; 1 writes lengths in 32 bits. */
  readonly version?: 1 | 2 | 3;
  readonly bigEndian?: boolean;
  /** Where each tensor's data begins: 32 unless said, as in `general.alignment`. */
  readonly alignment?: number;
}

export type GgufScalarType =
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'float32'
  | 'bool'
  | 'string'
  | 'uint64'
  | 'int64'
  | 'float64';

export interface TypedValue {
  readonly type: GgufScalarType;
  readonly value: GgufScalar | readonly GgufScalar[];
}

type GgufScalar = string | number | bigint | boolean;
export type GgufInput = GgufScalar | readonly GgufScalar[] | TypedValue;

export interface GgufTensorInput {
  readonly name: string;
  /** As in the file: the fastest dimension first, so `[embedding, vocabulary]` for `token_embd.weight`. */
  readonly dims: readonly number[];
  readonly type: keyof typeof blockFormats;
  /** Its bytes; `random` (seeded by the name) unless said. */
  readonly data?: 'random' | 'zeros' | 'ones' | Uint8Array;
}

/** A value whose type the file must say exactly: `typed('uint64', 5n)`, `typed('int32', [1, 2])`. */
export function typed(type: GgufScalarType, value: GgufScalar | readonly GgufScalar[]): TypedValue {
  return { type, value };
}

/** Number in the file, elements per block and bytes per block of each tensor type. */
const blockFormats = {
  F32: { id: 0, elements: 1, bytes: 4 },
  F16: { id: 1, elements: 1, bytes: 2 },
  Q4_0: { id: 2, elements: 32, bytes: 18 },
  Q8_0: { id: 8, elements: 32, bytes: 34 },
  Q4_K: { id: 12, elements: 256, bytes: 144 },
  Q6_K: { id: 14, elements: 256, bytes: 210 },
  BF16: { id: 30, elements: 1, bytes: 2 },
  MXFP4: { id: 39, elements: 32, bytes: 17 },
} as const;

const typeIds: Readonly<Record<GgufScalarType, number>> = {
  uint8: 0,
  int8: 1,
  uint16: 2,
  int16: 3,
  uint32: 4,
  int32: 5,
  float32: 6,
  bool: 7,
  string: 8,
  uint64: 10,
  int64: 11,
  float64: 12,
};
const arrayTypeId = 9;

/** The whole file in memory. */
export function writeGguf(spec: GgufSpec): Uint8Array {
  return Buffer.concat([...ggufChunks(spec)]);
}

/** The file on disk, tensor by tensor: memory stays small. */
export function writeGgufFile(path: string, spec: GgufSpec): void {
  const file = openSync(path, 'w');
  try {
    for (const chunk of ggufChunks(spec)) {
      writeSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
}

function* ggufChunks(spec: GgufSpec): Iterable<Uint8Array> {
  const alignment = spec.alignment ?? 32;
  const header = headerBytes(spec, alignment);
  yield header;
  yield new Uint8Array(padding(header.length, alignment));
  for (const tensor of spec.tensors) {
    const data = tensorData(tensor);
    yield data;
    yield new Uint8Array(padding(data.length, alignment));
  }
}

function headerBytes(spec: GgufSpec, alignment: number): Uint8Array {
  const out = new GgufBytes(spec.version ?? 3, spec.bigEndian ?? false);
  out.raw(spec.bigEndian === true ? Buffer.from('FUGG') : Buffer.from('GGUF'));
  out.scalar('uint32', spec.version ?? 3);
  out.length(spec.tensors.length);
  const alignmentEntry = spec.alignment === undefined ? {} : { 'general.alignment': alignment };
  const entries = Object.entries({ ...spec.metadata, ...alignmentEntry });
  out.length(entries.length);
  for (const [key, value] of entries) {
    out.scalar('string', key);
    writeValue(out, value);
  }
  let offset = 0;
  for (const tensor of spec.tensors) {
    out.scalar('string', tensor.name);
    out.scalar('uint32', tensor.dims.length);
    tensor.dims.forEach((dim) => {
      out.length(dim);
    });
    out.scalar('uint32', blockFormats[tensor.type].id);
    out.scalar('uint64', offset);
    const size = tensorBytes(tensor);
    offset += size + padding(size, alignment);
  }
  return out.bytes();
}

function writeValue(out: GgufBytes, input: GgufInput): void {
  const { type, value } = isTyped(input) ? input : { type: plainType(input), value: input };
  if (typeof value !== 'object') {
    out.scalar('uint32', typeIds[type]);
    out.scalar(type, value);
    return;
  }
  out.scalar('uint32', arrayTypeId);
  out.scalar('uint32', typeIds[type]);
  out.length(value.length);
  for (const element of value) {
    out.scalar(type, element);
  }
}

function isTyped(input: GgufInput): input is TypedValue {
  return typeof input === 'object' && 'type' in input;
}

function plainType(input: GgufScalar | readonly GgufScalar[]): GgufScalarType {
  const sample = typeof input === 'object' ? (input[0] ?? 0) : input;
  if (typeof sample === 'string') {
    return 'string';
  }
  if (typeof sample === 'boolean') {
    return 'bool';
  }
  if (typeof sample === 'bigint') {
    return 'uint64';
  }
  const all = typeof input === 'object' ? (input as readonly number[]) : [sample];
  if (!all.every((number) => Number.isInteger(number))) {
    return 'float32';
  }
  return all.some((number) => number < 0) ? 'int32' : 'uint32';
}

function padding(length: number, alignment: number): number {
  return (alignment - (length % alignment)) % alignment;
}

/** What a tensor takes in the file, without the padding after it. */
export function tensorBytes(tensor: Pick<GgufTensorInput, 'dims' | 'type'>): number {
  const format = blockFormats[tensor.type];
  const elements = tensor.dims.reduce((product, dim) => product * dim, 1);
  if ((tensor.dims[0] ?? 0) % format.elements !== 0) {
    throw new RangeError(`${tensor.type} wants rows of a multiple of ${String(format.elements)}`);
  }
  return (elements / format.elements) * format.bytes;
}

function tensorData(tensor: GgufTensorInput): Uint8Array {
  const size = tensorBytes(tensor);
  const data = tensor.data ?? 'random';
  if (data instanceof Uint8Array) {
    if (data.length !== size) {
      throw new RangeError(`${tensor.name} wants ${String(size)} bytes, got ${String(data.length)}`);
    }
    return data;
  }
  const out = new Uint8Array(size);
  if (data !== 'zeros') {
    fillValues(out, tensor.type, data === 'ones' ? () => 1 : smallNumbers(tensor.name));
  }
  return out;
}

/** Random numbers of a trained model's size, the same for the same name: a xorshift from the name's hash. */
function smallNumbers(name: string): () => number {
  let state = 2166136261;
  for (const char of name) {
    state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32 - 0.5) / 8;
  };
}

function fillValues(out: Uint8Array, type: keyof typeof blockFormats, next: () => number): void {
  const view = new DataView(out.buffer);
  const { bytes } = blockFormats[type];
  for (let at = 0; at < out.length; at += bytes) {
    if (type === 'F32') {
      view.setFloat32(at, next(), true);
    } else if (type === 'F16') {
      view.setUint16(at, halfBits(next()), true);
    } else if (type === 'BF16') {
      const single = new DataView(new ArrayBuffer(4));
      single.setFloat32(0, next());
      view.setUint16(at, single.getUint16(0), true);
    } else {
      fillBlock(out, at, type, next);
    }
  }
}

/** A quantised block: a small scale in half precision, then quants; blocks of k-quants and MXFP4 stay zero. */
function fillBlock(out: Uint8Array, at: number, type: keyof typeof blockFormats, next: () => number): void {
  if (type !== 'Q8_0' && type !== 'Q4_0') {
    return;
  }
  const { bytes } = blockFormats[type];
  new DataView(out.buffer).setUint16(at, halfBits(1 / 2048), true);
  for (let index = 2; index < bytes; index++) {
    out[at + index] = (next() * 2040) & 0xff;
  }
}

/** The bits of a number in half precision, rounded towards zero; what is too small becomes zero. */
export function halfBits(value: number): number {
  const single = new DataView(new ArrayBuffer(4));
  single.setFloat32(0, value);
  const bits = single.getUint32(0);
  const exponent = ((bits >>> 23) & 0xff) - 112;
  if (exponent <= 0) {
    return 0;
  }
  return ((bits >>> 16) & 0x8000) | (Math.min(exponent, 30) << 10) | ((bits >>> 13) & 0x3ff);
}

/** Bytes in the making, in the file's byte order and with its width of lengths. */
class GgufBytes {
  private readonly parts: Uint8Array[] = [];
  private readonly version: number;
  private readonly bigEndian: boolean;

  constructor(version: number, bigEndian: boolean) {
    this.version = version;
    this.bigEndian = bigEndian;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.parts);
  }

  raw(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  length(value: number): void {
    this.scalar(this.version === 1 ? 'uint32' : 'uint64', value);
  }

  scalar(type: GgufScalarType, value: GgufScalar): void {
    if (type === 'string') {
      const text = Buffer.from(String(value));
      this.length(text.length);
      this.raw(text);
    } else if (type === 'bool') {
      this.raw(Uint8Array.of(value === true ? 1 : 0));
    } else if (type === 'uint64' || type === 'int64') {
      this.number(8, (view, little) => {
        view.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), little);
      });
    } else {
      this.narrow(type, Number(value));
    }
  }

  private narrow(type: Exclude<GgufScalarType, 'string' | 'bool' | 'uint64' | 'int64'>, value: number): void {
    const bits = Number(/\d+/.exec(type)?.[0]);
    this.number(bits / 8, (view, little) => {
      if (type === 'float32') {
        view.setFloat32(0, value, little);
      } else if (type === 'float64') {
        view.setFloat64(0, value, little);
      } else if (bits === 8) {
        view.setUint8(0, value);
      } else if (bits === 16) {
        view.setUint16(0, value, little);
      } else {
        view.setUint32(0, value, little);
      }
    });
  }

  private number(bytes: number, set: (view: DataView, little: boolean) => void): void {
    const out = new Uint8Array(bytes);
    set(new DataView(out.buffer), !this.bigEndian);
    this.parts.push(out);
  }
}
