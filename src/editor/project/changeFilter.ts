import { mayBeChecked } from '../../core/checks/checkKind.ts';
import { isCompanion } from '../../core/checks/companions.ts';
import { isIgnoredFolder } from '../../core/project/ignoredPaths.ts';
import { readerFor } from '../../core/project/readers.ts';

/** What became of a path. Folders come and go as a whole, and only then are they reported. */
export type ChangeKind = 'appeared' | 'vanished' | 'changed';

/** Files that others may name (`-r base.txt`), whatever they are called, and names without an ending. */
const mayBeIncluded = /(?:^|\/)(?:[^/.]+|[^/]+\.(?:txt|in|pip|toml|ya?ml|cfg))$/;

/**
 * True when the change of a path (relative to the folder) may change the facts, or what is checked. An install, a build or a growing
 * log changes files all the time; dropping those costs nothing.
 */
export function mayMatter(path: string, kind: ChangeKind): boolean {
  if (path.split('/').some(isIgnoredFolder)) return false;
  if (kind !== 'changed') return true;
  return (
    readerFor(path) !== undefined ||
    mayBeIncluded.test(path) ||
    /(?:^|\/)\.gitignore$/.test(path) ||
    mayBeChecked(path) ||
    isCompanion(path)
  );
}
