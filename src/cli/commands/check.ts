import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { mayBeChecked } from '../../core/checks/checkKind.ts';
import { overridePath } from '../../core/guide/file/override.ts';
import { FolderListing } from '../../core/project/folderListing.ts';
import { ProjectIndex } from '../../core/project/projectIndex.ts';
import type { WorkspaceReader } from '../../core/ports.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import type { Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { deploymentFindings, type DeploymentFindings } from '../findings/deploymentFindings.ts';
import { manifestFinding, type Finding } from '../findings/finding.ts';
import { joinGiven } from '../findings/givenPath.ts';
import { ModelfileWatcher } from '../findings/modelfileFindings.ts';
import { printFindings } from '../findings/printFindings.ts';
import { openFolder } from '../folder.ts';
import { readOverride } from '../folderGuide.ts';
import { pathKind } from '../pathKind.ts';
import { checkGuide } from './guideCheck.ts';

interface Checked {
  readonly findings: readonly Finding[];
  readonly files: number;
}

/** `check PATH…`: what is wrong in manifests, Modelfiles, files of the deployment and changes to the guide. */
export async function check({ options, paths }: Call, cli: Cli): Promise<number> {
  const start = cli.clock.now();
  const kinds = await Promise.all(paths.map((path) => pathKind(path, cli)));
  const checked: Checked[] = [];
  for (const [at, path] of paths.entries()) {
    checked.push(await (kinds[at] === 'folder' ? checkFolder(path, cli) : checkFile(path, cli)));
  }
  const result = {
    findings: checked.flatMap(({ findings }) => findings),
    filesScanned: checked.reduce((sum, { files }) => sum + files, 0),
    elapsedMs: cli.clock.now() - start,
  };
  return printFindings(result, options['format'], cli);
}

async function checkFolder(path: string, cli: Cli): Promise<Checked> {
  const { workspace } = await openFolder(path, cli);
  const hasOverride = (await readOverride(workspace)) !== undefined;
  const guide = hasOverride ? await checkGuide(joinGiven(path, overridePath), cli) : [];
  const watcher = new ModelfileWatcher(workspace);
  const index = new ProjectIndex(watcher);
  await index.scan();
  const given = (file: string): string => joinGiven(path, file);
  const manifests = await manifestFindings(path, index, watcher, cli);
  const deployment = await deploymentFindings(workspace, cli.resources, index.paths(), given);
  return {
    findings: [...guide, ...manifests.findings, ...deployment.findings],
    files: manifests.files + Number(hasOverride),
  };
}

async function checkFile(path: string, cli: Cli): Promise<Checked> {
  if (/(?:^|[\\/])(?:ai-stack|guide)\.ya?ml$/.test(path))
    return { findings: await checkGuide(path, cli), files: 1 };
  const absolute = resolve(cli.cwd, path);
  const name = basename(absolute);
  const watcher = new ModelfileWatcher(onlyFile(name, new NodeWorkspace(dirname(absolute))));
  const index = new ProjectIndex(watcher);
  await index.scan();
  const manifests = await manifestFindings(dirname(path), index, watcher, cli);
  const deployment = mayBeChecked(absolute) ? await fileInRepository(absolute, path, cli) : undefined;
  return {
    findings: [...manifests.findings, ...(deployment?.findings ?? [])],
    files: Math.max(manifests.files, deployment?.files ?? 0),
  };
}

/** A file of the deployment speaks of others, so that it is read with the repository that it lies in. */
async function fileInRepository(absolute: string, path: string, cli: Cli): Promise<DeploymentFindings> {
  const root = repositoryOf(dirname(absolute));
  const workspace = new NodeWorkspace(root);
  const file = relative(root, absolute).split(sep).join('/');
  const listing = new FolderListing(workspace, mostFiles);
  const listed = await listing.walk('');
  // The file was asked for by its name, ignored or not.
  const paths = listed.includes(file) ? listed : [...listed, file];
  return deploymentFindings(workspace, cli.resources, paths, () => path.split(sep).join('/'), file);
}

const mostFiles = 50_000;

/** The nearest folder above with a git repository, else the folder itself. */
function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Of Modelfiles, the reader of manifests says less than their own checks do. */
async function manifestFindings(
  path: string,
  index: ProjectIndex,
  watcher: ModelfileWatcher,
  cli: Cli,
): Promise<Checked> {
  const { problems, filesRead } = index.facts();
  const given = (file: string): string => joinGiven(path, file);
  const modelfiles = await watcher.findings(resolve(cli.cwd, path), given);
  const checked = new Set(modelfiles.map(({ file }) => file));
  const manifests = problems
    .map((problem) => manifestFinding({ ...problem, file: given(problem.file) }))
    .filter(({ file }) => !checked.has(file));
  return { findings: [...manifests, ...modelfiles], files: filesRead };
}

/** A folder in which only one file is listed, though the files it includes can be read. */
function onlyFile(name: string, workspace: WorkspaceReader): WorkspaceReader {
  return {
    list: (folder) => Promise.resolve(folder === '' ? [{ name, kind: 'file' }] : []),
    read: (file, limit) => workspace.read(file, limit),
  };
}
