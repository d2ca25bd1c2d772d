import * as vscode from 'vscode';
import type { GgufHeader } from '../../core/ollama/gguf/ggufHeader.ts';
import { readGgufHeader } from '../../core/ollama/gguf/readGgufHeader.ts';
import { withFileSlices } from '../../node/ollama/readFileSlice.ts';

/** A virtual file system reads only whole files; larger ones than this are not looked into. */
const largestVirtualFile = 16 * 2 ** 20;

/**
 * The header of a GGUF file. Undefined where the file is too large to be fetched as a whole from where it is. Rejects with
 * a `UserError` where it is no GGUF file or damaged.
 */
export async function readGgufFile(uri: vscode.Uri): Promise<GgufHeader | undefined> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (uri.scheme === 'file')
    return withFileSlices(uri.fsPath, (file) =>
      readGgufHeader((offset, length) => file.read(offset, length), file.fileBytes, name),
    );
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestVirtualFile) return undefined;
  const bytes = await vscode.workspace.fs.readFile(uri);
  const read = (offset: number, length: number): Promise<Uint8Array> =>
    Promise.resolve(bytes.subarray(offset, offset + length));
  return readGgufHeader(read, bytes.length, name);
}
