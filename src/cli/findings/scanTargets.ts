import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { policyPaths } from './policyPaths.ts';
import type { ScanRoot } from '../../node/secretScan/batches.ts';
import type { Cli } from '../cli.ts';
import { pathKind } from '../pathKind.ts';
import { joinGiven } from './givenPath.ts';

/** A folder to scan, or files of one folder, and how their paths are told. */
export interface ScanTarget extends ScanRoot {
  /** As on the command line; what files' paths are told below. */
  readonly given: string;
  /** The folder whose configuration and baseline count, absolute; `prefix` is the way from there. */
  readonly home: string;
  readonly prefix: string;
}

/**
 * What the paths of a command line name, in their order; files of one folder make one target. Links are followed,
 * since somebody named them. Throws a UserError for a path that is not there.
 */
export async function scanTargets(paths: readonly string[], cli: Cli): Promise<ScanTarget[]> {
  const kinds = await Promise.all(paths.map((path) => pathKind(path, cli)));
  const cwd = realPath('.', cli);
  const targets: ScanTarget[] = [];
  const files = new Map<string, string[]>();
  for (const [at, given] of paths.entries()) {
    const path = realPath(given, cli);
    if (kinds[at] === 'folder') {
      targets.push(target(path, given, cwd));
      continue;
    }
    // A link is told by the name and folder that were given, but what it leads to is read.
    const key = `${dirname(given)}\0${dirname(path)}`;
    const named = files.get(key);
    if (named) named.push(basename(path));
    else {
      const list = [basename(path)];
      files.set(key, list);
      targets.push({ ...target(dirname(path), dirname(given), cwd), files: list });
    }
  }
  return targets;
}

/** How a file of a target is told: as on the command line, `/` between segments. */
export function toldPath({ given }: ScanTarget, file: string): string {
  return file === '.' ? given : joinGiven(given, file);
}

function target(folder: string, given: string, cwd: string): ScanTarget {
  const home = homeOf(folder, cwd);
  const way = relative(home, folder).replaceAll(sep, '/');
  return { folder, given, home, prefix: way === '' ? '' : `${way}/` };
}

/**
 * The folder whose configuration counts for a folder: in a repository the nearest one on the way to the root that has
 * any, or the root; elsewhere the working folder, where the folder lies in it. Never one above: others write there.
 */
function homeOf(folder: string, cwd: string): string {
  let nearest: string | undefined;
  for (let at = folder; ; at = dirname(at)) {
    if (policyPaths.some((path) => existsSync(join(at, path)))) nearest ??= at;
    if (existsSync(join(at, '.git'))) return nearest ?? at;
    if (dirname(at) === at) break;
  }
  const way = relative(cwd, folder);
  return way.startsWith('..') || isAbsolute(way) ? folder : cwd;
}

function realPath(given: string, cli: Cli): string {
  try {
    return realpathSync(resolve(cli.cwd, given));
  } catch {
    throw new UserError(`"${given}" may not be read.`, 'Check its permissions.');
  }
}
