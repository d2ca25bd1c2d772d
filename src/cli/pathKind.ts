import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import type { Cli } from './cli.ts';

/** What a path on the command line names. Throws a UserError when there is nothing, or nothing of use. */
export async function pathKind(path: string, cli: Cli): Promise<'folder' | 'file'> {
  try {
    const status = await stat(resolve(cli.cwd, path));
    if (status.isDirectory()) return 'folder';
    if (status.isFile()) return 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES') throw new UserError(`"${path}" may not be read.`, 'Check its permissions.');
    throw new UserError(`There is no file or folder "${path}".`, 'Check the path.');
  }
  throw new UserError(`"${path}" is neither a file nor a folder.`, 'Give the path of one.');
}
