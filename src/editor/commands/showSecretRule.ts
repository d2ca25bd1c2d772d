import * as vscode from 'vscode';
import { ruleInfo } from '../../core/secrets/ruleInfo.ts';
import { secretRules } from '../../core/secrets/rules/registry.ts';
import { secretPageUri } from '../secrets/secretPages.ts';
import { secretPlaceOf } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

/** Opens the page on a rule: of the given finding, of the id, or of one that the user picks. */
export async function showSecretRule(_shell: Shell, argument: unknown): Promise<void> {
  const rule =
    typeof argument === 'string' ? argument : (secretPlaceOf(argument)?.rule ?? (await pickRule()));
  if (rule === undefined) return;
  const { title } = ruleInfo({ rule, provider: 'generic' });
  await vscode.commands.executeCommand('markdown.showPreview', secretPageUri({ rule, title }));
}

async function pickRule(): Promise<string | undefined> {
  const items = secretRules
    .map(({ id, provider, title }) => ({
      label: title,
      description: `secret/${id}`,
      detail: ruleInfo({ rule: id, provider }).provider.name,
      id,
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const options = {
    title: 'Show Secret Rule',
    placeHolder: 'A kind of secret',
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.id;
}
