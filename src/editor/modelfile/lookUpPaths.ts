import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { PathKind } from '../../core/ollama/modelfile/modelfile.ts';
import { hasWeights } from '../../core/ollama/modelfile/values/pathLook.ts';
import { withFileSlices } from '../../node/ollama/readFileSlice.ts';
import { pathForm } from './pathForm.ts';

/** A path of a Modelfile, and what is there. */
export interface FoundPath {
  readonly uri: vscode.Uri;
  readonly kind: PathKind;
}

/** More than anybody writes; a file of nothing but paths should not keep the disk busy. */
const mostPaths = 100;

/** What stands at the paths that a Modelfile names. Those that may not be looked up, or cannot be, are left out. */
export async function lookUpPaths(
  document: vscode.Uri,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FoundPath>> {
  const looks = [...new Set(paths)].slice(0, mostPaths).map(async (path) => {
    const uri = pathUri(document, path);
    const kind = uri && (await kindAt(uri));
    return uri && kind ? ([[path, { uri, kind }]] as const) : [];
  });
  return new Map((await Promise.all(looks)).flat());
}

/**
 * Where a path of a Modelfile leads. Undefined where it is not followed: paths out of the workspace in a folder that is
 * not trusted, absolute ones on a file system that is not this machine's, shares of other machines.
 */
export function pathUri(document: vscode.Uri, path: string): vscode.Uri | undefined {
  const form = pathForm(path, process.platform === 'win32');
  if (form === 'network' || form === 'otherHome' || path.includes('\0')) return undefined;
  const uri = form === 'relative' ? relativeUri(document, path) : outerUri(document, path, form);
  if (uri === undefined || vscode.workspace.isTrusted) return uri;
  const folder = folderOf(document);
  const inside = vscode.workspace.getWorkspaceFolder(uri) ?? uri.path.startsWith(`${folder.path}/`);
  return inside ? uri : undefined;
}

/** The folder that a Modelfile stands in. */
export function folderOf(document: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(document, '..');
}

function relativeUri(document: vscode.Uri, path: string): vscode.Uri | undefined {
  if (document.scheme === 'untitled') return undefined;
  if (document.scheme === 'file') return vscode.Uri.file(resolve(dirname(document.fsPath), path));
  return vscode.Uri.joinPath(folderOf(document), ...path.split('/'));
}

function outerUri(document: vscode.Uri, path: string, form: 'absolute' | 'home'): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted || document.scheme !== 'file') return undefined;
  if (form === 'home') return vscode.Uri.file(join(homedir(), path.slice(1)));
  return vscode.Uri.file(resolve(dirname(document.fsPath), path));
}

/** Undefined where it could not be found out: no permission, a file system that does not answer. */
async function kindAt(uri: vscode.Uri): Promise<PathKind | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return await folderKind(uri);
    if ((type & vscode.FileType.File) === 0) return 'missing';
    return (await isWithoutWeights(uri)) ? 'file-without-weights' : 'file';
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    return code === 'FileNotFound' || code === 'FileNotADirectory' ? 'missing' : undefined;
  }
}

async function folderKind(uri: vscode.Uri): Promise<PathKind> {
  const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  return hasWeights(names) ? 'folder' : 'folder-without-weights';
}

/** By its first bytes, which are read on this machine only: elsewhere the whole file would have to be fetched. */
async function isWithoutWeights({ scheme, fsPath }: vscode.Uri): Promise<boolean> {
  if (scheme !== 'file' || fsPath.endsWith('.safetensors')) return false;
  return withFileSlices(fsPath, async (file) => new TextDecoder().decode(await file.read(0, 4)) !== 'GGUF');
}
