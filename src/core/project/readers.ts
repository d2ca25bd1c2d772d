import type { FileReader } from './clue.ts';
import { manifestReaders } from './manifests/registry.ts';
import { pythonManifestReaders } from './manifests/python/registry.ts';
import { sourceReaders } from './sources/registry.ts';

/** How a file is read: as text by its format's reader, or only its first bytes where they say enough. */
export interface ReaderChoice {
  readonly read: FileReader;
  /** Bytes that are enough (a model file's header); absent when the whole text is wanted. */
  readonly head?: number;
  /** Bytes read at the most where a format's files are larger than most: lock files. */
  readonly limit?: number;
  /** True for a format that has to be text: anything else under its name is worth a word to the user. */
  readonly manifest: boolean;
}

const pythonManifests: readonly ReaderRow[] = pythonManifestReaders.map((reader) => ({
  ...reader,
  manifest: true,
}));
const otherManifests: readonly ReaderRow[] = manifestReaders.map((reader) => ({ ...reader, manifest: true }));
const sources: readonly ReaderRow[] = sourceReaders.map((reader) => ({ ...reader, manifest: false }));
const rows: readonly ReaderRow[] = [...pythonManifests, ...sources, ...otherManifests];

interface ReaderRow extends ReaderChoice {
  matches(path: string): boolean;
}

/** The reader for a path, or undefined when files of that name are not read. */
export function readerFor(path: string): ReaderChoice | undefined {
  return rows.find((row) => row.matches(path));
}
