import * as vscode from 'vscode';
import type { DirectoryEntry, FileContent, WorkspaceReader } from '../../core/ports.ts';
import { unsavedText } from './openDocuments.ts';

/** A virtual file system reads only whole files; larger ones than this are taken as too large to look into. */
const largestVirtualFile = 16 * 2 ** 20;

/** A workspace folder as the user sees it: what stands in open editors goes before what is on disk. */
export class FolderReader implements WorkspaceReader {
  readonly #folder: vscode.Uri;
  readonly #saved: WorkspaceReader;

  constructor(folder: vscode.Uri, saved: WorkspaceReader) {
    this.#folder = folder;
    this.#saved = saved;
  }

  list(directory: string): Promise<DirectoryEntry[]> {
    return this.#saved.list(directory);
  }

  read(file: string, limit: number): Promise<FileContent> {
    const text = unsavedText(fileUri(this.#folder, file));
    if (text === undefined) return this.#saved.read(file, limit);
    const bytes = new TextEncoder().encode(text);
    return Promise.resolve({ bytes: bytes.subarray(0, limit), size: bytes.length });
  }
}

/** Reads through VS Code's own file systems: remote repositories, archives, browsers. */
export class VirtualReader implements WorkspaceReader {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async list(directory: string): Promise<DirectoryEntry[]> {
    const entries = await vscode.workspace.fs.readDirectory(fileUri(this.#folder, directory));
    return entries.map(([name, type]) => ({ name, kind: entryKind(type) }));
  }

  async read(file: string, limit: number): Promise<FileContent> {
    const uri = fileUri(this.#folder, file);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestVirtualFile) return { bytes: new Uint8Array(), size };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { bytes: bytes.subarray(0, limit), size: bytes.length };
  }
}

/** The URI of a file or folder that core names by its path in the workspace folder. */
export function fileUri(folder: vscode.Uri, path: string): vscode.Uri {
  return path === '' || path === '.' ? folder : vscode.Uri.joinPath(folder, ...path.split('/'));
}

/** The path in the workspace folder as core names it; undefined for what lies elsewhere. */
export function pathIn(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return undefined;
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(root) && uri.path.length > root.length ? uri.path.slice(root.length) : undefined;
}

function entryKind(type: vscode.FileType): DirectoryEntry['kind'] {
  if ((type & vscode.FileType.SymbolicLink) !== 0) return 'link';
  return type === vscode.FileType.Directory ? 'directory' : 'file';
}
