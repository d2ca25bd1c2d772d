import ignore from 'ignore';
import { isIgnoredFolder } from '../../../project/ignoredPaths.ts';
import type { CheckContext } from '../../check.ts';
import { folderOf } from '../../checkKind.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { copiedSources } from './copiedSources.ts';
import { DockerIgnore, matchesPath } from '../../../serving/dockerfile/pathPattern.ts';

/** Files under a folder that are looked at to tell whether an ignore file leaves any of them in. */
const mostLookedAt = 500;

/** The folder that a Dockerfile is built in, as far as it can be told from what it copies. */
export interface BuildContext {
  /** Relative to the checked folder; empty for itself. */
  readonly root: string;
  /** The ignore file in force, and its patterns; undefined where there is none. */
  readonly ignoreFile?: { readonly path: string; readonly rules: DockerIgnore };
  /** Whether a source is there, or may be there though git does not know it. */
  readonly has: (path: string) => boolean;
  /** True where the ignore file leaves nothing of a source in the context. */
  readonly leavesOut: (path: string) => boolean;
  /** Files of the context that the ignore file leaves in, relative to it. */
  readonly files: () => readonly string[];
}

/** Undefined where the files are not known, or none of what is copied stands in any folder that comes into question. */
export function buildContextOf(file: Dockerfile, context: CheckContext): BuildContext | undefined {
  if (context.paths.length === 0) return undefined;
  const roots = candidateRoots(file.path);
  const sources = copiedSources(file).filter(({ path }) => path !== '');
  const isThere = roots.map((root) => presence(root, context));
  const counts = isThere.map((has) => sources.filter(({ path }) => has(path)).length);
  const best = Math.max(...counts);
  const isKnown = best > 0 || roots.length === 1 || sources.length === 0;
  const at = counts.indexOf(best);
  const root = roots[at];
  const has = isThere[at];
  if (!isKnown || root === undefined || !has) return undefined;
  return describe(root, has, file, context);
}

function describe(
  root: string,
  has: (path: string) => boolean,
  file: Dockerfile,
  context: CheckContext,
): BuildContext {
  const ignoreFile = readIgnoreFile(root, file, context);
  const rules = ignoreFile?.rules;
  const isUntracked = untracked(root, context);
  const filesUnder = (path: string): string[] => {
    const pattern = path.split('/');
    const [full, prefix] = [join(root, path), join(root, path) + '/'];
    return context.paths
      .filter((each) =>
        /[*?[]/.test(path)
          ? matchesPath(pattern, within(root, each))
          : each === full || each.startsWith(prefix),
      )
      .slice(0, mostLookedAt)
      .map((each) => within(root, each).join('/'));
  };
  return {
    root,
    ...(ignoreFile && { ignoreFile }),
    has: (path) => path === '' || has(path) || isUntracked(path),
    leavesOut: (path) => {
      const found = rules && path !== '' ? filesUnder(path) : [];
      return found.length > 0 && found.every((each) => rules?.ignores(each) === true);
    },
    files: () =>
      context.paths
        .filter((each) => root === '' || each.startsWith(`${root}/`))
        .map((each) => within(root, each).join('/'))
        .filter((each) => rules?.ignores(each) !== true),
  };
}

/** The folder of the Dockerfile and those above it, nearest first. */
function candidateRoots(path: string): string[] {
  const roots = [folderOf(path)];
  while (roots.at(-1) !== '') roots.push(folderOf(roots.at(-1) ?? ''));
  return roots;
}

function presence(root: string, { paths }: CheckContext): (path: string) => boolean {
  return (path) => {
    const full = join(root, path);
    if (!/[*?[]/.test(path)) return paths.some((each) => each === full || each.startsWith(`${full}/`));
    const pattern = path.split('/');
    return paths.some((each) => {
      if (root !== '' && !each.startsWith(`${root}/`)) return false;
      return matchesPath(pattern, within(root, each).slice(0, pattern.length));
    });
  };
}

/** What git ignores, or is build output by its name, may be made before the build. */
function untracked(root: string, context: CheckContext): (path: string) => boolean {
  const rules = ['', root]
    .flatMap((folder) => context.text(join(folder, '.gitignore')) ?? [])
    .map((text) => ignore({ allowRelativePaths: true }).add(text));
  return (path) =>
    path.split('/').some(isIgnoredFolder) ||
    rules.some((each) => each.ignores(path) || each.ignores(`${path}/`)) ||
    (root !== '' && rules[0]?.ignores(join(root, path)) === true);
}

function readIgnoreFile(
  root: string,
  file: Dockerfile,
  context: CheckContext,
): BuildContext['ignoreFile'] | undefined {
  for (const path of [`${file.path}.dockerignore`, join(root, '.dockerignore')]) {
    if (!context.paths.includes(path)) continue;
    return { path, rules: new DockerIgnore(context.text(path) ?? '') };
  }
  return undefined;
}

function within(root: string, path: string): string[] {
  return (root === '' ? path : path.slice(root.length + 1)).split('/');
}

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
