import type { ProjectFile } from './assessProject.ts';
import { LocalModules } from './localModules.ts';
import type { Finding } from './interpretFile.ts';
import type { FileEntry } from './readFile.ts';
import { fileRole } from './roles.ts';

/** Files that make the folder they stand in a project of its own. */
const manifest =
  /(?:^|\/)(?:pyproject\.toml|setup\.py|setup\.cfg|requirements\.(?:txt|in)|Pipfile|pixi\.toml|environment\.ya?ml|package\.json|go\.mod|langgraph\.json)$/;

/** Folders that serve another project, whatever manifest they hold. */
const serving =
  /(?:^|\/)(?:\.[^/]+|docs?|tests?|requirements|scripts?|tools?|ci|docker|deploy(?:ment)?|infra)$/i;

/** Shares of the files of inner projects in what the workspace folder as a whole is. */
const innerShare = 0.6;

export interface ProjectFolder {
  /** `''` for the workspace folder. */
  readonly path: string;
  readonly files: readonly ProjectFile[];
}

/**
 * Sorts files into projects. The workspace folder comes first and speaks for the whole repository; files of inner
 * projects count less for it when it has product files of its own that say something.
 */
export function splitProjects(files: ReadonlyMap<string, FileEntry>): ProjectFolder[] {
  const paths = [...files.keys()].sort();
  const local = new LocalModules(paths);
  const roots = new Set(paths.filter((path) => manifest.test(path)).map(folderOf));
  for (const root of roots) if (root === '' || serving.test(root)) roots.delete(root);
  const inner = new Map<string, string[]>();
  const own: string[] = [];
  for (const path of paths) {
    // Most files say nothing.
    if (files.get(path)?.findings.length === 0) continue;
    const root = nearestRoot(path, roots);
    const list = root === undefined ? own : inner.get(root);
    if (list) list.push(path);
    else if (root !== undefined) inner.set(root, [path]);
  }
  return [
    whole(files, own, inner, local),
    ...[...inner].map(([root, list]) => part(files, root, list, local)),
  ];
}

function whole(
  files: ReadonlyMap<string, FileEntry>,
  own: readonly string[],
  inner: ReadonlyMap<string, readonly string[]>,
  local: LocalModules,
): ProjectFolder {
  const hasOwn = own.some((path) => saysATask(files.get(path)) && fileRole(path) === 'product');
  const share = hasOwn ? innerShare : 1;
  const ownFiles = own.map((path) => projectFile(files, path, path, 1, local));
  const innerFiles = [...inner.values()].flat().map((path) => projectFile(files, path, path, share, local));
  return { path: '', files: [...ownFiles, ...innerFiles] };
}

function part(
  files: ReadonlyMap<string, FileEntry>,
  root: string,
  paths: readonly string[],
  local: LocalModules,
): ProjectFolder {
  return {
    path: root,
    files: paths.map((path) => projectFile(files, path, path.slice(root.length + 1), 1, local)),
  };
}

function projectFile(
  files: ReadonlyMap<string, FileEntry>,
  path: string,
  pathInProject: string,
  share: number,
  local: LocalModules,
): ProjectFile {
  const isLocalModule = (finding: Finding): boolean => local.claims(path, finding.clue);
  return { pathInProject, findings: files.get(path)?.findings ?? [], share, isLocalModule };
}

function saysATask(entry: FileEntry | undefined): boolean {
  return entry?.findings.some((finding) => finding.tasks.size > 0 && finding.clue.scope !== 'dev') ?? false;
}

function nearestRoot(path: string, roots: ReadonlySet<string>): string | undefined {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder))
    if (roots.has(folder)) return folder;
  return undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
