import { nothing, type Clue, type FileReader, type SourceFile } from '../clue.ts';

const checkpointName =
  /\.(keras|h5|hdf5|onnx|pt|pth|ckpt|tflite)$|(?:^|\/)(?:pytorch_model|adapter_model|flax_model|consolidated)[\w.-]*\.(bin|msgpack)$|(?:^|\/)saved_model\.(pb)$/i;

export function isGguf(path: string): boolean {
  return /\.gguf$/i.test(path);
}

export function isSafetensors(path: string): boolean {
  return /\.safetensors$/i.test(path);
}

/** Files that are weights by their name alone. */
export function isCheckpoint(path: string): boolean {
  return checkpointName.test(path);
}

/** Reads the beginning of a GGUF file, or of the Git LFS pointer in its place. `details.bytes` is the size. */
export const readGguf: FileReader = (file) => {
  const pointer = pointerSize(file);
  if (pointer === undefined && !file.text.startsWith('GGUF')) return nothing;
  const quantisation = /[._-]((?:i?q[2-8]|t?q1)(?:_\w+)?|bf16|f16|f32)\.gguf$/i.exec(file.path)?.[1];
  return weights(
    file,
    'gguf',
    pointer,
    quantisation === undefined ? {} : { quantisation: quantisation.toUpperCase() },
  );
};

/** Reads the beginning of a safetensors file: eight bytes of length, then a JSON header; or a Git LFS pointer. */
export const readSafetensors: FileReader = (file) => {
  const pointer = pointerSize(file);
  if (pointer === undefined && !/^[^]{6,8}\{\s*"/.test(file.text)) return nothing;
  return weights(file, 'safetensors', pointer, {});
};

/** Names a file of weights by its extension, in `details.format`. An empty file is none. */
export const readCheckpoint: FileReader = (file) => {
  const match = checkpointName.exec(file.path);
  const format = match?.[1] ?? match?.[2] ?? match?.[3];
  if (format === undefined || file.size === 0) return nothing;
  return weights(file, 'checkpoint', pointerSize(file), { format: format.toLowerCase() });
};

function weights(
  file: SourceFile,
  name: string,
  pointed: number | undefined,
  more: Readonly<Record<string, string>>,
) {
  const bytes = String(pointed ?? file.size);
  const base = file.path.slice(file.path.lastIndexOf('/') + 1);
  const text =
    pointed === undefined ? `${base} (${bytes} bytes)` : `${base} (${bytes} bytes, kept in Git LFS)`;
  const clue: Clue = { kind: 'asset', name, line: 1, details: { bytes, ...more }, text };
  return { clues: [clue], problems: [] };
}

/** The size in bytes that a Git LFS pointer gives, undefined for anything else. */
function pointerSize(file: SourceFile): number | undefined {
  if (!file.text.startsWith('version https://git-lfs.github.com/spec/v1')) return undefined;
  const head = file.text.slice(0, 1024);
  const size = /^size (\d{1,15})\r?$/m.exec(head)?.[1];
  return size === undefined || !/^oid sha256:[0-9a-f]{64}\r?$/m.test(head) ? undefined : Number(size);
}
