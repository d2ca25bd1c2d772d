// Shared room: for both shells (editor and cli); the core never imports it.
import { join } from 'node:path';
import { reportFile, type FoundSecret } from '../../core/secrets/report/fileReport.ts';
import { isBinary, sizeLimit } from '../../core/secrets/scanFile.ts';
import { FileBytes } from './fileBytes.ts';
import type { OpenScan } from './scanSetup.ts';

/** Files of one root that are scanned one after the other. */
export interface FileBatch {
  /** Index of the root among all that are scanned. */
  readonly root: number;
  /** The root's folder, absolute. */
  readonly folder: string;
  /** What stands before the files' paths where they are told. */
  readonly prefix: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** True where somebody named the files, and wants to hear of those that are no text. */
  readonly named: boolean;
  /** What the files hold, in their order, where they are not read from disk: in git's index, in commits. */
  readonly contents?: readonly Content[];
}

/** What a file holds, or once held. */
export interface Content {
  readonly bytes: Uint8Array;
  /** That it comes from. */
  readonly commit?: string;
}

/** A file with findings; its path is relative to the root's folder. */
export interface FileSecrets {
  readonly file: string;
  readonly secrets: readonly FoundSecret[];
  /** That the content comes from, where it is from history. */
  readonly commit?: string;
}

/** Why a file was not scanned. */
export interface ScanNote {
  readonly file: string;
  readonly reason: 'vanished' | 'unreadable' | 'large' | 'binary' | 'slow' | 'broken';
  /** Bytes, for large files. */
  readonly size?: number;
}

export interface BatchReport {
  readonly found: readonly FileSecrets[];
  readonly notes: readonly ScanNote[];
  /** Files that were scanned, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

/** Reads and scans files; what cannot be scanned is noted. Never throws, but what the scanner throws. */
export class BatchScanner {
  readonly #scan: OpenScan;
  readonly #reader = new FileBytes();
  /** Told of each file's index before it is read. */
  readonly #starts: (index: number) => void;

  constructor(scan: OpenScan, starts: (index: number) => void = () => undefined) {
    this.#scan = scan;
    this.#starts = starts;
  }

  scan({ folder, prefix, files, named, contents }: FileBatch): BatchReport {
    const found: FileSecrets[] = [];
    const notes: ScanNote[] = [];
    let count = 0;
    let bytes = 0;
    for (const [index, file] of files.entries()) {
      this.#starts(index);
      if (!named && this.#scan.context.policy.excludes(prefix + file)) continue;
      const content = contents ? contents[index] : this.#read(join(folder, file), file);
      if (!content) continue;
      const outcome = 'reason' in content ? content : this.#scanContent(content, file, prefix + file);
      if ('reason' in outcome) {
        if (outcome.reason !== 'binary' || named) notes.push(outcome);
        continue;
      }
      count++;
      bytes += outcome.bytes;
      const { secrets } = outcome;
      const commit = 'bytes' in content ? content.commit : undefined;
      if (secrets.length > 0) found.push({ file, secrets, ...(commit !== undefined && { commit }) });
    }
    return { found, notes, files: count, bytes };
  }

  #read(path: string, file: string): Content | ScanNote {
    const limit = sizeLimit(file);
    try {
      const { bytes, size } = this.#reader.read(path, limit);
      // What is no text is told of as such, however large.
      return size > limit && !isBinary(bytes) ? { file, reason: 'large', size } : { bytes };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      return { file, reason: code === 'ENOENT' || code === 'ENOTDIR' ? 'vanished' : 'unreadable' };
    }
  }

  #scanContent(
    { bytes, commit }: Content,
    file: string,
    path: string,
  ): ScanNote | { bytes: number; secrets: readonly FoundSecret[] } {
    const context = commit === undefined ? this.#scan.context : { ...this.#scan.context, commit };
    const { secrets, binary } = reportFile(this.#scan.scanner, { path, bytes }, context);
    return binary ? { file, reason: 'binary' } : { bytes: bytes.length, secrets };
  }
}
