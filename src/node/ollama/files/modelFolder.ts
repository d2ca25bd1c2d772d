// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep, isAbsolute } from 'node:path';
import { UserError } from '../../../core/errors.ts';

type Content = 'text' | 'zip' | 'binary';

/** A file of a folder: its name there, with `/`, and where it really is. */
export interface FolderFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Kinds of weights in the order that the server's own command line looks for them (`filesForModel` in
 * `parser/parser.go`); the first kind of which there is a file, and all are of the right content, is taken.
 */
const kinds: readonly { readonly pattern: RegExp; readonly content?: Content }[] = [
  { pattern: /^model.*\.safetensors$/s },
  { pattern: /^consolidated.*\.safetensors$/s },
  { pattern: /^pytorch_model.*\.bin$/s, content: 'zip' },
  { pattern: /^consolidated.*\.pth$/s, content: 'zip' },
  { pattern: /\.gguf$/s, content: 'binary' },
  { pattern: /\.bin$/s, content: 'binary' },
];

const lfsPointer = 'version https://git-lfs.github.com/spec/';

/** The files of a folder that make a model: its weights, all JSON down to one folder below, and the tokenizer. */
export async function modelFolder(folder: string): Promise<FolderFile[]> {
  const root = await realpath(folder);
  const names = (await readdir(root)).sort();
  const weights = await findWeights(root, names);
  const nested = await namesBelow(root, names);
  const json = [...names, ...nested].filter((name) => name.endsWith('.json'));
  const files = [];
  for (const name of [...weights, ...json]) files.push(await fileIn(root, name, name));
  for (const { name } of files.filter((file) => file.name.endsWith('.json'))) await demandText(root, name);
  const tokenizer = await findTokenizer(root, names, nested);
  if (tokenizer !== undefined) files.push(await fileIn(root, tokenizer, 'tokenizer.model'));
  return files;
}

async function findWeights(root: string, names: readonly string[]): Promise<string[]> {
  for (const { pattern, content } of kinds) {
    const found = names.filter((name) => pattern.test(name));
    const fits = await Promise.all(
      found.map(async (name) => content === undefined || (await contentOf(join(root, name))) === content),
    );
    if (found.length > 0 && fits.every(Boolean)) return found;
  }
  for (const name of names.filter((entry) => kinds.some(({ pattern }) => pattern.test(entry))))
    await refusePointer(join(root, name));
  throw new UserError(
    `${root} holds no weights of a model.`,
    'It needs model*.safetensors, consolidated*, pytorch_model*.bin or *.gguf.',
  );
}

/** One in the folder itself holds bytes; one in a folder below, as Llama 3 has it, holds text. */
async function findTokenizer(
  root: string,
  names: readonly string[],
  nested: readonly string[],
): Promise<string | undefined> {
  const own = 'tokenizer.model';
  if (names.includes(own) && (await contentOf(join(root, own))) === 'binary') return own;
  for (const name of nested.filter((path) => path.endsWith(`/${own}`)))
    if ((await contentOf(join(root, name))) === 'text') return name;
  return undefined;
}

async function namesBelow(root: string, names: readonly string[]): Promise<string[]> {
  const below = [];
  for (const name of names) {
    try {
      for (const entry of (await readdir(join(root, name))).sort()) below.push(`${name}/${entry}`);
    } catch {
      // No folder, or one that may not be read: then it holds nothing of the model.
    }
  }
  return below;
}

/** Follows links, as long as they stay in the folder. */
async function fileIn(root: string, file: string, name: string): Promise<FolderFile> {
  const path = await realpath(join(root, file));
  const inside = relative(root, path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new UserError(
      `${join(root, file)} is a link to a file outside of the folder, which Ollama does not follow.`,
      "Copy the file into the folder; Hugging Face's tools download real files with --local-dir.",
    );
  await refusePointer(path);
  return { name, path, sizeBytes: (await stat(path)).size };
}

async function demandText(root: string, name: string): Promise<void> {
  if ((await contentOf(join(root, name))) !== 'text')
    throw new UserError(`${join(root, name)} is no JSON: it holds bytes.`, 'Mend it or take it away.');
}

/** Refuses what git left in place of a large file. */
export async function refusePointer(path: string): Promise<void> {
  if (new TextDecoder().decode(await beginning(path)).startsWith(lfsPointer))
    throw new UserError(
      `${path} is a pointer of Git LFS, and not the file itself.`,
      'Run "git lfs pull" in its repository.',
    );
}

/** As the server's language tells contents apart by the first 512 bytes, as far as it matters here. */
async function contentOf(path: string): Promise<Content> {
  const bytes = await beginning(path);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return 'zip';
  return bytes.some(isBinary) ? 'binary' : 'text';
}

function isBinary(byte: number): boolean {
  return byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f);
}

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
