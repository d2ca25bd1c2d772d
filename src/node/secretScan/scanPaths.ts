// Shared room: for both shells (editor and cli); the core never imports it.
import { batchesOf, batchSize, type ScanRoot } from './batches.ts';
import type { Content, FileBatch, ScanNote } from './scanBatch.ts';
import { ThreadedScan, type ScanResult, type ThreadOptions } from './threadedScan.ts';

export interface ScanOptions extends ThreadOptions {
  /** False walks what .gitignore leaves out as well. Default true. */
  readonly gitignore?: boolean;
}

/**
 * Scans folders and files in several threads. What cannot be read, is too large or takes too long is noted, and the
 * scan goes on. Rejects only for a fault of our own.
 */
export async function scanPaths(roots: readonly ScanRoot[], options: ScanOptions): Promise<ScanResult> {
  const scan = new ThreadedScan(options);
  const note = (root: number, note: ScanNote): void => scan.note(root, note);
  try {
    await scan.run(batchesOf(roots, { gitignore: options.gitignore ?? true, note }));
    return scan.result();
  } finally {
    scan.close();
  }
}

/** A file's content that is not on disk. */
export interface NamedContent extends Content {
  /** Relative to the root's folder. */
  readonly path: string;
}

/** Bytes of contents that are held at a time. */
const heldBytes = 8 * 1024 * 1024;

/** Scans contents that do not lie on disk, such as those of git's index, as they come. See scanPaths. */
export async function scanContents(
  root: ScanRoot,
  contents: AsyncIterable<NamedContent>,
  options: ThreadOptions,
): Promise<ScanResult> {
  const scan = new ThreadedScan(options);
  let held: NamedContent[] = [];
  let bytes = 0;
  try {
    for await (const content of contents) {
      held.push(content);
      bytes += content.bytes.length;
      if (bytes < heldBytes) continue;
      await scan.run(contentBatches(root, held));
      if (options.signal?.aborted === true) break;
      held = [];
      bytes = 0;
    }
    await scan.run(contentBatches(root, held));
    return scan.result();
  } finally {
    scan.close();
  }
}

function* contentBatches(
  { folder, prefix = '' }: ScanRoot,
  held: readonly NamedContent[],
): Generator<FileBatch, void> {
  for (let at = 0; at < held.length; at += batchSize) {
    const contents = held.slice(at, at + batchSize);
    yield { root: 0, folder, prefix, named: false, files: contents.map(({ path }) => path), contents };
  }
}
