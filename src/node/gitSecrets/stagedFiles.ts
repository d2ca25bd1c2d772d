import { BlobReader } from './blobReader.ts';
import { Git, notAWorkTree, type GitOptions } from './git.ts';
import { readRawChange, type RawChange } from './rawChanges.ts';

/** A file as the next commit would hold it. */
export interface StagedFile {
  /** Relative to the root, `/` between segments. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A staged file that is not read. */
export interface SkippedStaged {
  readonly path: string;
  readonly skipped: 'large' | 'missing';
}

export interface StagedOptions extends GitOptions {
  /** Bytes of a file that is read at most. */
  readonly maxFileBytes?: number;
}

const usualLimit = 20 * 1024 * 1024;

/**
 * The files that the next commit would change, with their content in the index, not in the work tree. Only those below
 * the root. Local git only; nothing of the repository is run. Throws a UserError where there is no git or no repository.
 */
export async function* stagedFiles(
  root: string,
  { maxFileBytes = usualLimit, ...options }: StagedOptions = {},
): AsyncGenerator<StagedFile | SkippedStaged> {
  const git = new Git(root, options);
  const paths = new Map<string, string[]>();
  for (const { oid, path } of await stagedChanges(git)) paths.set(oid, [...(paths.get(oid) ?? []), path]);
  const reader = new BlobReader(git, maxFileBytes);
  try {
    for await (const { oid, ...content } of reader.read([...paths.keys()])) {
      for (const path of paths.get(oid) ?? []) yield { path, ...content };
    }
  } finally {
    reader.close();
  }
}

async function stagedChanges(git: Git): Promise<RawChange[]> {
  // Outside of a repository, `git diff` compares files.
  if ((await git.run(['rev-parse', '--is-inside-work-tree'])).trim() !== 'true') throw notAWorkTree(git.root);
  const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--no-color', '--ignore-submodules=all'];
  const raw = ['--raw', '-z', '--no-abbrev', '--relative', '--diff-filter=ACMT'];
  const fields = (await git.run(['diff', '--cached', ...plain, ...raw])).split('\0');
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const change = readRawChange(fields[at] ?? '', fields[at + 1] ?? '');
    if (change) changes.push(change);
  }
  return changes;
}
