import type { DirectoryEntry, FileContent, WorkspaceReader } from '../../src/core/ports.ts';

/** A workspace made of a record from path to text or bytes; folders are implied by the paths. */
export class InMemoryWorkspace implements WorkspaceReader {
  readonly files: Map<string, Uint8Array>;
  /** Paths whose reading fails, as an unreadable or vanished file would. */
  readonly unreadable = new Set<string>();
  /** Every path read, in order. */
  readonly reads: string[] = [];

  constructor(files: Record<string, string | Uint8Array> = {}) {
    this.files = new Map(Object.entries(files).map(([path, content]) => [path, toBytes(content)]));
  }

  set(path: string, content: string | Uint8Array): void {
    this.files.set(path, toBytes(content));
  }

  list(directory: string): Promise<DirectoryEntry[]> {
    const prefix = directory === '' ? '' : `${directory}/`;
    const entries = new Map<string, DirectoryEntry>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name, ...rest] = path.slice(prefix.length).split('/');
      entries.set(name!, { name: name!, kind: rest.length > 0 ? 'directory' : 'file' });
    }
    if (entries.size === 0 && directory !== '') return Promise.reject(new Error(`no folder ${directory}`));
    return Promise.resolve([...entries.values()]);
  }

  read(file: string, limit: number): Promise<FileContent> {
    this.reads.push(file);
    const bytes = this.files.get(file);
    if (!bytes || this.unreadable.has(file)) return Promise.reject(new Error(`cannot read ${file}`));
    return Promise.resolve({ bytes: bytes.subarray(0, limit), size: bytes.length });
  }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
