// Shared room: for both shells (editor and cli); the core never imports it.
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { UserError } from '../core/errors.ts';
import { checkPath, type PlannedFile } from '../core/generate/plan.ts';

const ordinary = 0o644;
const executable = 0o755;

/**
 * Writes planned files into a folder, all or none: each is written beside its place first, then all are moved there, and
 * when anything goes wrong what was there before is put back. Files that are identical are not touched. Throws a
 * UserError, having changed nothing, where a file is in conflict, is no longer as planned, or lies outside of the folder
 * through a link.
 */
export async function writePlanned(root: string, planned: readonly PlannedFile[]): Promise<void> {
  const conflict = planned.find(({ action }) => action === 'conflict');
  if (conflict)
    throw new UserError(
      `${conflict.path} is there already.`,
      'Look at it, and say that it may be overwritten.',
    );
  const writing = new Writing(root);
  const changes = planned.filter(({ action }) => action !== 'identical' && action !== 'keep');
  try {
    for (const file of changes) await writing.stage(file);
    await writing.commit();
  } catch (error) {
    await writing.undo();
    throw error;
  }
}

/** The text of a file in a folder, as `planFiles` asks for it; undefined where there is none. */
export function existingText(root: string): (path: string) => Promise<string | undefined> {
  return async (path) => {
    checkPath(path);
    const target = join(root, path);
    const status = await lstat(target).catch(() => undefined);
    // What is no file is found out, and said, when it comes to writing.
    if (!status?.isFile()) return status ? '' : undefined;
    return guarded(path, () => readFile(target, 'utf8'));
  };
}

interface Staged {
  readonly file: PlannedFile;
  readonly target: string;
  readonly temporary: string;
  /** What was there. */
  readonly original: Buffer | undefined;
  done: boolean;
}

/** One write of several files. */
class Writing {
  readonly #root: string;
  readonly #staged: Staged[] = [];
  /** Folders that were made, the outer first. */
  readonly #folders: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Writes a file beside its place. */
  async stage(file: PlannedFile): Promise<void> {
    checkPath(file.path);
    const target = join(this.#root, file.path);
    await this.#makeFolder(dirname(target), file.path);
    const original = await mustBeAsPlanned(target, file);
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
    const entry = { file, target, temporary, original, done: false };
    this.#staged.push(entry);
    await guarded(file.path, async () => {
      await writeFile(temporary, file.content, { flag: 'wx', mode: file.executable ? executable : ordinary });
      const mode = await modeOf(target);
      if (mode !== undefined) await chmod(temporary, file.executable ? mode | 0o111 : mode);
    });
  }

  async commit(): Promise<void> {
    for (const entry of this.#staged) await mustBeAsPlanned(entry.target, entry.file);
    for (const entry of this.#staged) {
      await guarded(entry.file.path, () => rename(entry.temporary, entry.target));
      entry.done = true;
    }
  }

  /** Puts back what was there. Goes on where a step fails: the rest should be as it was. */
  async undo(): Promise<void> {
    for (const { target, temporary, original, done } of this.#staged) {
      await rm(temporary, { force: true }).catch(() => undefined);
      if (!done) continue;
      if (original) await writeFile(target, original).catch(() => undefined);
      else await rm(target, { force: true }).catch(() => undefined);
    }
    for (const folder of this.#folders.toReversed()) await rmdir(folder).catch(() => undefined);
  }

  /** Makes the folders of a file, having seen that those that are there lie, through links, within the root. */
  async #makeFolder(folder: string, path: string): Promise<void> {
    const missing: string[] = [];
    let existing = folder;
    while (!(await exists(existing)) && existing !== this.#root) {
      missing.unshift(existing);
      existing = dirname(existing);
    }
    const [root, real] = await guarded(path, () => Promise.all([realpath(this.#root), realpath(existing)]));
    const way = relative(root, real);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
      throw new UserError(
        `${path} would lie outside of the folder, through a link.`,
        'Replace the link by a folder.',
      );
    }
    for (const each of missing) {
      await guarded(path, () => mkdir(each));
      this.#folders.push(each);
    }
  }
}

/** What is there; undefined for nothing. */
async function mustBeAsPlanned(target: string, { path, before }: PlannedFile): Promise<Buffer | undefined> {
  const status = await lstat(target).catch(() => undefined);
  if (status && !status.isFile()) {
    throw new UserError(
      `${path} is a ${status.isDirectory() ? 'folder' : 'link'}, not a file.`,
      'Move it away first.',
    );
  }
  const now = status ? await guarded(path, () => readFile(target)) : undefined;
  if (now?.toString('utf8') !== before)
    throw new UserError(`${path} changed in the meantime.`, 'Nothing was written. Try again.');
  return now;
}

async function modeOf(target: string): Promise<number | undefined> {
  const status = await lstat(target).catch(() => undefined);
  return status && status.mode & 0o777;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

/** Turns what a disk says into a sentence. */
async function guarded<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code] ?? (code === '' ? 'an unknown reason' : code);
    throw new UserError(
      `${path} could not be written: ${reason}.`,
      'Nothing was changed. Mend that and try again.',
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  ENAMETOOLONG: 'the path is too long',
};
