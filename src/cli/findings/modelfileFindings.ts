import { homedir } from 'node:os';
import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PathKind } from '../../core/ollama/modelfile/modelfile.ts';
import { modelfilePaths } from '../../core/ollama/modelfile/modelfilePaths.ts';
import { validateModelfile } from '../../core/ollama/modelfile/validateModelfile.ts';
import { hasWeights } from '../../core/ollama/modelfile/values/pathLook.ts';
import type { FileContent, WorkspaceReader } from '../../core/ports.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import { isModelfile } from '../../core/project/manifests/agents/modelfile.ts';
import { LineIndex } from '../../core/project/text/lines.ts';
import { modelfileFinding, type Finding } from './finding.ts';

/** A file of nothing but paths does not keep the disk busy. */
const mostPaths = 100;

/** Hands on what it reads, and keeps the Modelfiles among it. */
export class ModelfileWatcher implements WorkspaceReader {
  readonly #workspace: WorkspaceReader;
  readonly #found = new Map<string, Uint8Array>();

  constructor(workspace: WorkspaceReader) {
    this.#workspace = workspace;
  }

  list(folder: string): ReturnType<WorkspaceReader['list']> {
    return this.#workspace.list(folder);
  }

  async read(file: string, limit: number): Promise<FileContent> {
    const content = await this.#workspace.read(file, limit);
    const isWhole = content.bytes.length === content.size;
    if (isModelfile(file) && isWhole) this.#found.set(file, Uint8Array.from(content.bytes));
    return content;
  }

  /** What is to say of each Modelfile that was read, by path; `root` is the folder on disk. */
  async findings(root: string, given: (file: string) => string): Promise<Finding[]> {
    const files = [...this.#found].sort(([a], [b]) => (a < b ? -1 : 1));
    const found: Finding[] = [];
    for (const [file, bytes] of files) {
      const { text, binary } = decodeText(bytes);
      if (!binary) found.push(...(await modelfileFindings(text, join(root, file), given(file))));
    }
    return found;
  }
}

/** The diagnostics of one Modelfile, with its paths looked up on disk. `path` is absolute. */
async function modelfileFindings(text: string, path: string, given: string): Promise<Finding[]> {
  const lines = new LineIndex(text);
  const paths = await lookUpPaths(text, dirname(path));
  return validateModelfile(text, { paths }).map((diagnostic) => {
    const { line, column } = lines.positionAt(diagnostic.start);
    const { line: endLine, column: endColumn } = lines.positionAt(diagnostic.end);
    return modelfileFinding({ ...diagnostic, file: given, line, column, endLine, endColumn });
  });
}

async function lookUpPaths(text: string, folder: string): Promise<Map<string, PathKind>> {
  const kinds = new Map<string, PathKind>();
  const paths = new Set(modelfilePaths(text).map(({ path }) => path));
  for (const path of [...paths].slice(0, mostPaths)) {
    const kind = await kindAt(path, folder);
    if (kind) kinds.set(path, kind);
  }
  return kinds;
}

/** Undefined where it cannot be found out: the home of another user, a share of another machine, no permission. */
async function kindAt(path: string, folder: string): Promise<PathKind | undefined> {
  if (/^(?:~[^/]|[\\/]{2})/.test(path)) return undefined;
  const absolute = path.startsWith('~') ? join(homedir(), path.slice(1)) : resolve(folder, path);
  try {
    const found = await stat(absolute);
    if (found.isDirectory()) return hasWeights(await readdir(absolute)) ? 'folder' : 'folder-without-weights';
    const isModel = !found.isFile() || absolute.endsWith('.safetensors') || (await isGguf(absolute));
    return isModel ? 'file' : 'file-without-weights';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : undefined;
  }
}

async function isGguf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'GGUF';
  } finally {
    await file.close();
  }
}
