import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { providerOf } from '../../core/secrets/ruleInfo.ts';
import type { AppliedFix } from '../secrets/secretQuickFixes.ts';
import type { Shell } from '../shell.ts';

/** Providers whose keys the user was told to revoke, in this session. */
const told = new Set<string>();

/**
 * Says after a fix what it could not do: the key is known to others and must be revoked. Once for each provider, since a
 * file often holds several keys of one. Opens the steps of Workload Identity beside where a client lost its key.
 */
export async function afterFix(shell: Shell, argument: unknown): Promise<void> {
  const { provider, revoke, guide, packages } = argument as AppliedFix;
  if (guide === 'workload-identity') await openGuideBeside(shell);
  if (!revoke || told.has(provider)) return;
  told.add(provider);
  const { name, group, revoke: how, revokeUrl } = providerOf(provider);
  const open = group === 'generic' ? 'How to Rotate' : `Open ${name}`;
  const install = packages && packages.length > 0 ? ` The code now needs ${packages.join(', ')}.` : '';
  const message = `The key was in a file and counts as known to others, so revoke it. ${how}${install}`;
  // Not awaited: the command is over, and the message stays until the user closes it.
  void vscode.window.showInformationMessage(message, open).then((chosen) => {
    if (chosen === open) void vscode.env.openExternal(vscode.Uri.parse(revokeUrl));
  });
}

async function openGuideBeside({ context }: Shell): Promise<void> {
  const page = vscode.Uri.joinPath(context.extensionUri, 'media', 'guide', 'security.md');
  await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
}

/** Takes the place of every fix where nothing may be written. */
export function refuseFix(): never {
  throw new UserError('Nothing is written in a workspace that is not trusted.', 'Trust it first, if you do.');
}
