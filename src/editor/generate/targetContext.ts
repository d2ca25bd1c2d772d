import * as vscode from 'vscode';
import type { GenerateContext, Generator } from '../../core/generate/generator.ts';
import type { ProjectFacts } from '../../core/project/facts.ts';
import { ProjectIndex } from '../../core/project/projectIndex.ts';
import { existingText } from '../../node/folderWriter.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import { FolderReader } from '../project/folderReader.ts';
import type { Target } from './target.ts';

/** What a generator sees of the target: what stands in open editors counts, but for files that it would write. */
export function targetContext(
  { id }: Generator,
  target: Target,
  extension: vscode.ExtensionContext,
): GenerateContext {
  const { fsPath } = target.uri;
  const workspace = new FolderReader(target.uri, new NodeWorkspace(fsPath));
  const resource = (path: string): Promise<string> => resourceText(extension.extensionUri, path);
  let found: Promise<Found> | undefined;
  const find = (): Promise<Found> => (found ??= findOut(target, workspace));
  return {
    resource,
    template: (name) => resource(`templates/${id}/${name}`),
    existing: existingText(fsPath),
    workspace,
    facts: async () => (await find()).facts,
    paths: async () => (await find()).paths,
    version: String((extension.extension.packageJSON as { version: unknown }).version),
  };
}

interface Found {
  readonly facts: ProjectFacts;
  readonly paths: readonly string[];
}

/** The model knows the folder itself; a project in it is read by itself, so that its paths are its own. */
async function findOut({ model, project }: Target, workspace: FolderReader): Promise<Found> {
  const { result, detection } = model;
  if (project === '.' && result && detection) return { facts: result.facts, paths: detection.paths() };
  const index = new ProjectIndex(workspace);
  await index.scan();
  return { facts: index.facts(), paths: index.paths() };
}

async function resourceText(extension: vscode.Uri, path: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extension, 'media', ...path.split('/'));
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
