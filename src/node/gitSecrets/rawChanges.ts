/** One file that a change brought, in git's raw format. */
export interface RawChange {
  /** Of the content after the change. */
  readonly oid: string;
  /** Relative to the root, `/` between segments. */
  readonly path: string;
}

/**
 * `:100644 100644 <old> <new> M`, or for merges `::100644 100644 100644 <old> <old> <new> MM` with one more of each for
 * every parent (git-diff-tree, "Diff format for merges"). Ordinary files only: links hold a path, submodules the commit
 * of another repository, and what was deleted has no mode.
 */
export function readRawChange(header: string, path: string): RawChange | undefined {
  const parents = /^:*/.exec(header)?.[0].length ?? 0;
  const parts = header.slice(parents).split(' ');
  const mode = parts[parents];
  const oid = parts[2 * parents + 1];
  if (parents === 0 || oid === undefined) return undefined;
  return mode === '100644' || mode === '100755' ? { oid, path } : undefined;
}
