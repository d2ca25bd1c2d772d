import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { subjectOf } from '../commands/subject.ts';
import { fileUri } from '../project/folderReader.ts';
import type { FolderModel } from '../project/folderModel.ts';
import type { ProjectModel } from '../project/projectModel.ts';

/** The folder that a generator writes to. */
export interface Target {
  readonly model: FolderModel;
  /** Of the project in its workspace folder; `.` is the folder itself. */
  readonly project: string;
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** Where to write: what the command was called for, the only project there is, or the one that the user picks. */
export async function chooseTarget(model: ProjectModel, argument: unknown): Promise<Target | undefined> {
  await model.idle();
  if (model.folders.length === 0)
    throw new UserError('Files are generated into a folder.', 'Open a folder first.');
  const targets = model.folders.flatMap(targetsOf);
  const subject = subjectOf(argument);
  const meant = subject && targets.find((each) => isMeant(each, subject.folder, subject.project));
  if (meant || targets.length === 1) return meant ?? targets[0];
  const items = targets.map((target) => ({
    label: target.name,
    description: target.project === '.' ? '' : target.project,
    target,
  }));
  const options = { title: 'Generate', placeHolder: 'The project that the files are for' };
  return (await vscode.window.showQuickPick(items, options))?.target;
}

/** Only files on a disk can be written all or none. Throws a UserError for other folders and for untrusted ones. */
export function mustBeWritable({ uri }: Target): void {
  if (!vscode.workspace.isTrusted)
    throw new UserError(
      'Nothing is written in a workspace that is not trusted.',
      'Trust it first, if you do.',
    );
  if (uri.scheme !== 'file')
    throw new UserError(
      'Files can only be generated into a folder on a disk.',
      'Clone it, and open the clone.',
    );
}

function targetsOf(model: FolderModel): Target[] {
  const { uri, name } = model.folder;
  const projects = model.result?.facts.projects ?? [];
  const own = { model, project: '.', uri, name };
  const others = projects.filter(({ path }) => path !== '.');
  const below = others.map(({ path, name: title }) => ({
    model,
    project: path,
    uri: fileUri(uri, path),
    name: title || path,
  }));
  return projects.length === 0 || others.length < projects.length ? [own, ...below] : [...below, own];
}

function isMeant({ model, project }: Target, folder: string, path: string | undefined): boolean {
  return model.folder.uri.toString() === folder && project === (path ?? '.');
}
