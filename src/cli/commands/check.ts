import { basename, dirname, resolve } from 'node:path';
import { overridePath } from '../../core/guide/file/override.ts';
import { detectProject } from '../../core/project/detectProject.ts';
import type { WorkspaceReader } from '../../core/ports.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import type { Cli } from '../cli.ts';
import type { Call } from '../command.ts';
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

/** `check PATH…`: what is broken in manifests, in Modelfiles and in the folder's changes to the guide. */
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
  const manifests = await checkManifests(path, workspace, cli);
  return { findings: [...guide, ...manifests.findings], files: manifests.files + Number(hasOverride) };
}

async function checkFile(path: string, cli: Cli): Promise<Checked> {
  if (/(?:^|[\\/])(?:ai-stack|guide)\.ya?ml$/.test(path))
    return { findings: await checkGuide(path, cli), files: 1 };
  const absolute = resolve(cli.cwd, path);
  const workspace = onlyFile(basename(absolute), new NodeWorkspace(dirname(absolute)));
  return checkManifests(dirname(path), workspace, cli);
}

/** Of Modelfiles, the reader of manifests says less than their own checks do. */
async function checkManifests(path: string, workspace: WorkspaceReader, cli: Cli): Promise<Checked> {
  const watcher = new ModelfileWatcher(workspace);
  const { problems, filesRead } = await detectProject(watcher);
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
