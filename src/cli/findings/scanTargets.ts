import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { ScanRoot } from '../../node/secretScan/batches.ts';
import type { Cli } from '../cli.ts';
import { pathKind } from '../pathKind.ts';
import { joinGiven } from './givenPath.ts';

/** A folder to scan, or files of one folder, and how their paths are told. */
export interface ScanTarget extends ScanRoot {
  /** As on the command line; what files' paths are told below. */
  readonly given: string;
}

/**
 * What the paths of a command line name, in their order; files of one folder make one target. Links are followed,
 * since somebody named them. Throws a UserError for a path that is not there.
 */
export async function scanTargets(paths: readonly string[], cli: Cli): Promise<ScanTarget[]> {
  const kinds = await Promise.all(paths.map((path) => pathKind(path, cli)));
  const targets: ScanTarget[] = [];
  const files = new Map<string, string[]>();
  for (const [at, given] of paths.entries()) {
    const path = realPath(given, cli);
    if (kinds[at] === 'folder') {
      targets.push({ folder: path, given, prefix: prefixOf(resolve(cli.cwd, given), cli) });
      continue;
    }
    const folder = dirname(given);
    const named = files.get(folder);
    // A link's own name is told, but what it leads to is read.
    const name = basename(path);
    if (named) named.push(name);
    else {
      const list = [name];
      files.set(folder, list);
      targets.push({
        folder: dirname(path),
        given: folder,
        prefix: prefixOf(resolve(cli.cwd, folder), cli),
        files: list,
      });
    }
  }
  return targets;
}

/** How a file of a target is told: as on the command line, `/` between segments. */
export function toldPath(target: ScanTarget, file: string): string {
  return file === '.' ? target.given : joinGiven(target.given, file);
}

/** The path by which a file's role is judged: from the working folder where it lies in it, else from the target. */
export function rolePath(target: ScanTarget, file: string): string {
  return `${target.prefix ?? ''}${file}`;
}

function prefixOf(folder: string, cli: Cli): string {
  const way = relative(cli.cwd, folder);
  if (way === '' || way.startsWith('..') || isAbsolute(way)) return '';
  return `${way.replaceAll(sep, '/')}/`;
}

function realPath(given: string, cli: Cli): string {
  try {
    return realpathSync(resolve(cli.cwd, given));
  } catch {
    throw new UserError(`"${given}" may not be read.`, 'Check its permissions.');
  }
}
