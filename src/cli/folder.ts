import { basename, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import type { ProjectFacts } from '../core/project/facts.ts';
import { ProjectIndex } from '../core/project/projectIndex.ts';
import { NodeWorkspace } from '../node/nodeWorkspace.ts';
import type { Cli } from './cli.ts';
import { pathKind } from './pathKind.ts';

export interface Folder {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly workspace: NodeWorkspace;
}

/** The folder to examine. Throws a UserError when it is none or cannot be read. */
export async function openFolder(path: string, cli: Cli): Promise<Folder> {
  if ((await pathKind(path, cli)) === 'file')
    throw new UserError(`"${path}" is a file.`, 'Give the folder it is in.');
  const root = resolve(cli.cwd, path);
  const workspace = new NodeWorkspace(root);
  try {
    await workspace.list('');
  } catch {
    throw new UserError(`The folder "${path}" may not be read.`, 'Check its permissions.');
  }
  return { root, name: basename(root) || root, workspace };
}

export async function timedDetection(
  { name, workspace }: Folder,
  cli: Cli,
): Promise<{ facts: ProjectFacts; paths: readonly string[]; elapsedMs: number }> {
  const start = cli.clock.now();
  const index = new ProjectIndex(workspace);
  await index.scan();
  const found = index.facts();
  // A reader of a folder does not know the folder's name.
  const projects = found.projects.map((each) => (each.path === '.' ? { ...each, name } : each));
  const facts = { ...found, projects };
  return { facts, paths: index.paths(), elapsedMs: Math.round(cli.clock.now() - start) };
}
