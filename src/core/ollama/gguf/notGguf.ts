import { UserError } from '../../errors.ts';

/** Why a file that does not begin as GGUF cannot be read, by what its first bytes look like. */
export function notGguf(start: Uint8Array, fileBytes: number, name: string): UserError {
  const text = String.fromCharCode(...start);
  const kind = kinds.find(({ begins }) => begins.test(text));
  if (fileBytes === 0) return new UserError(`${name} is empty.`, 'Download it again.');
  if (kind !== undefined) return new UserError(`${name} ${kind.is}.`, kind.remedy);
  return new UserError(`${name} is not a GGUF file.`, 'Choose a file in the GGUF format.');
}

const kinds: readonly { readonly begins: RegExp; readonly is: string; readonly remedy: string }[] = [
  {
    begins: /^version https:\/\/git-lfs/,
    is: 'is a pointer of Git LFS, not the model itself',
    remedy: 'Run `git lfs pull` in its repository.',
  },
  {
    begins: /^\s*<(?:!doctype|html|\?xml|head|body)/i,
    is: 'is a web page, not a model',
    remedy: 'Download the file itself, not the page that shows it; you may have to sign in first.',
  },
  {
    begins: /^[^]{6,8}\{\s*"/,
    is: 'is in the safetensors format, not GGUF',
    remedy: 'Write FROM with the folder that holds it, or convert it to GGUF.',
  },
  {
    begins: /^PK\x03\x04/,
    is: 'is a ZIP archive or a PyTorch checkpoint, not GGUF',
    remedy: 'Unpack it, or convert it to GGUF.',
  },
  {
    begins: /^(?:lmgg|fmgg|tjgg|algg)/,
    is: 'is in a format of llama.cpp that came before GGUF',
    remedy: 'Download a newer file, in the GGUF format.',
  },
];
