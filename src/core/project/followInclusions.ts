import type { WorkspaceReader } from '../ports.ts';
import { compareText } from './assessProject.ts';
import type { DependencyScope } from './clue.ts';
import { inParallel } from './inParallel.ts';
import { readFile, type FileEntry, type NamedInclusion } from './readFile.ts';

/** A file that is read because another names it. */
export interface IncludedFile extends NamedInclusion {
  readonly entry: FileEntry;
}

/** Files that are read only because others name them; more were made to keep us busy. */
const mostIncluded = 1_000;

const scopes: readonly DependencyScope[] = ['runtime', 'optional', 'dev', 'locked'];

/**
 * Reads the files that others name (`-r base.txt`) and that are not read anyway, each once, so that circles end. A
 * file named more than once is read as what makes most of it, so that the order of files does not matter.
 * `earlier` holds what need not be read again.
 */
export async function followInclusions(
  reader: WorkspaceReader,
  files: ReadonlyMap<string, FileEntry>,
  earlier: ReadonlyMap<string, IncludedFile>,
): Promise<Map<string, IncludedFile>> {
  const included = new Map<string, IncludedFile>();
  const wanted = new Map<string, NamedInclusion>();
  const want = (by: string, { includes }: FileEntry): void => {
    for (const inclusion of includes) {
      if (files.has(inclusion.path) || included.has(inclusion.path)) continue;
      const known = wanted.get(inclusion.path);
      const named = { by, inclusion };
      if (!known || compare(named, known) < 0) wanted.set(inclusion.path, named);
    }
  };
  for (const [path, entry] of files) if (entry.includes.length > 0) want(path, entry);
  while (wanted.size > 0 && included.size < mostIncluded) {
    const batch = strongest(wanted).slice(0, mostIncluded - included.size);
    const entries = await inParallel(
      batch,
      async (named) => reused(named, earlier) ?? readFile(reader, named.inclusion.path, named),
    );
    batch.forEach((named, at) => {
      const entry = entries[at];
      wanted.delete(named.inclusion.path);
      if (entry) included.set(named.inclusion.path, { ...named, entry });
    });
    for (const { inclusion } of batch) {
      const entry = included.get(inclusion.path)?.entry;
      if (entry) want(inclusion.path, entry);
    }
  }
  return included;
}

/** What is wanted in the best scope. Files named in turn are wanted in no better one, so that none is read too soon. */
function strongest(wanted: ReadonlyMap<string, NamedInclusion>): NamedInclusion[] {
  const sorted = [...wanted.values()].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.inclusion.path, b.inclusion.path),
  );
  const [first] = sorted;
  return first ? sorted.filter((named) => rank(named) === rank(first)) : [];
}

function rank({ inclusion }: NamedInclusion): number {
  return inclusion.format === 'constraints' ? scopes.length : scopes.indexOf(inclusion.scope);
}

function compare(a: NamedInclusion, b: NamedInclusion): number {
  return rank(a) - rank(b) || compareText(a.by, b.by) || a.inclusion.line - b.inclusion.line;
}

function reused(named: NamedInclusion, earlier: ReadonlyMap<string, IncludedFile>): FileEntry | undefined {
  const known = earlier.get(named.inclusion.path);
  const { format, scope, line } = named.inclusion;
  if (known?.by !== named.by || known.inclusion.line !== line) return undefined;
  return known.inclusion.format === format && known.inclusion.scope === scope ? known.entry : undefined;
}
