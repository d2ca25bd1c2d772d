import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { pageOf } from '../../core/guide/guide.ts';
import { sectionIds, type SectionId } from '../../core/guide/recommendation.ts';
import type { Shell } from '../shell.ts';
import { subjectOf } from './subject.ts';

const titles: Readonly<Record<SectionId, string>> = {
  'local-development': 'Local development',
  'production-inference': 'Production inference',
  'fine-tuning': 'Fine-tuning and training',
  agents: 'Agents',
  security: 'API integration and security',
  caching: 'Caching',
};

/** Opens a page of the guide: the subject's, the section's with the given id, or one that the user picks. */
export async function showGuideSection({ context }: Shell, argument: unknown): Promise<void> {
  const page = subjectOf(argument)?.page ?? (await pageFor(argument));
  if (page === undefined) return;
  const uri = vscode.Uri.joinPath(context.extensionUri, 'media', 'guide', page);
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

async function pageFor(argument: unknown): Promise<string | undefined> {
  const id = typeof argument === 'string' ? argument : await pickSection();
  if (id === undefined) return undefined;
  const section = sectionIds.find((known) => known === id);
  if (section) return pageOf(section);
  throw new UserError(`The guide has no section "${id}".`, `Its sections are ${sectionIds.join(', ')}.`);
}

async function pickSection(): Promise<SectionId | undefined> {
  const items = sectionIds.map((id) => ({ label: titles[id], id }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Show Guide Section',
    placeHolder: 'A section of the guide',
  });
  return picked?.id;
}
