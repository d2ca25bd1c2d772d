import * as vscode from 'vscode';
import type { GenerateContext, Generator } from '../../core/generate/generator.ts';
import { detectProject } from '../../core/project/detectProject.ts';
import type { ProjectFacts } from '../../core/project/facts.ts';
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
  let facts: Promise<ProjectFacts> | undefined;
  return {
    resource,
    template: (name) => resource(`templates/${id}/${name}`),
    existing: existingText(fsPath),
    workspace,
    facts: () => (facts ??= factsOf(target, workspace)),
    version: String((extension.extension.packageJSON as { version: unknown }).version),
  };
}

/** The model knows the folder itself; a project in it is read by itself, so that its paths are its own. */
async function factsOf({ model, project }: Target, workspace: FolderReader): Promise<ProjectFacts> {
  if (project === '.' && model.result) return model.result.facts;
  return detectProject(workspace);
}

async function resourceText(extension: vscode.Uri, path: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extension, 'media', ...path.split('/'));
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
