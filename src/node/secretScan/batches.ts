// Shared room: for both shells (editor and cli); the core never imports it.
import { join } from 'node:path';
import type { FileBatch, ScanNote } from './scanBatch.ts';
import { walkFiles } from './walkFiles.ts';

/** A folder that is scanned, or single files of it. */
export interface ScanRoot {
  /** Absolute. */
  readonly folder: string;
  /** What stands before its files' paths where rules look at paths, such as `src/`; the default is nothing. */
  readonly prefix?: string;
  /** Files that somebody named: only these, whatever their path. */
  readonly files?: readonly string[];
}

export interface BatchOptions {
  readonly gitignore: boolean;
  readonly note: (root: number, note: ScanNote) => void;
}

/** Files of a batch, at the most. */
export const batchSize = 64;

/** The files of all roots in batches, walking no further than is asked for. No file comes twice. */
export function* batchesOf(
  roots: readonly ScanRoot[],
  { gitignore, note }: BatchOptions,
): Generator<FileBatch, void, undefined> {
  const seen = roots.length > 1 ? new Set<string>() : undefined;
  for (const [root, { folder, prefix = '', files: named }] of roots.entries()) {
    const unreadable = (path: string): void =>
      note(root, { file: path === '' ? '.' : path, reason: 'unreadable' });
    const groups = named ? [named] : walkFiles(folder, { gitignore, unreadable });
    const files: string[] = [];
    const batch = (): FileBatch => ({
      root,
      folder,
      prefix,
      files: files.splice(0, batchSize),
      named: named !== undefined,
    });
    for (const group of groups) {
      files.push(...(seen ? group.filter((file) => isNew(seen, join(folder, file))) : group));
      while (files.length >= batchSize) yield batch();
    }
    while (files.length > 0) yield batch();
  }
}

function isNew(seen: Set<string>, path: string): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  return true;
}
