import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { providerOf } from '../../core/secrets/ruleInfo.ts';
import { keyInHistory, type KeyInHistory } from '../../node/gitSecrets/keyInHistory.ts';
import { fileOf } from '../secrets/lintTargets.ts';
import { subjectSecret, type SubjectSecret } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

/** Looks whether commits of the file hold the secret, once the user has agreed to it. Asks local git only. */
export async function checkGitHistoryForSecret({ secrets }: Shell, argument: unknown): Promise<void> {
  const subject = await subjectSecret(secrets, argument);
  const file = fileOf(subject.document.uri);
  if (file.scheme !== 'file')
    throw new UserError(
      'Only files on this machine have a history that can be looked at.',
      'Open a clone of the repository.',
    );
  if (!vscode.workspace.isTrusted)
    throw new UserError('Git is not run in a workspace that is not trusted.', 'Trust it first, if you do.');
  const name = basename(file.fsPath);
  if (!(await consents(name, isConfirmed(argument)))) return;
  const { scanner } = await (await secrets.engine()).policies.of(file);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Looking through the history of ${name}`,
    cancellable: true,
  };
  const result = await vscode.window.withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { text, finding } = subject;
    return keyInHistory(dirname(file.fsPath), { text, path: name, finding }, scanner, {
      signal: abort.signal,
    });
  });
  say(name, subject, result);
}

/** Reading a history may take a while and runs git, which the user has not asked for by choosing a quick fix. */
async function consents(name: string, confirmed: boolean): Promise<boolean> {
  if (confirmed) return true;
  const read = 'Read History';
  const chosen = await vscode.window.showInformationMessage(
    `Look for this secret in the git history of ${name}?`,
    {
      modal: true,
      detail: 'The commits of this file are read from the local repository. Nothing leaves this machine.',
    },
    read,
  );
  return chosen === read;
}

/** Other extensions, keybindings and tests may have asked already. */
function isConfirmed(argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'confirmed' in argument &&
    argument.confirmed === true
  );
}

/** Not awaited: the command is over, and the message stays until the user closes it. */
function say(name: string, { finding }: SubjectSecret, { commit, summary }: KeyInHistory): void {
  const { name: issuer, group, revokeUrl } = providerOf(finding.provider);
  if (commit === undefined) {
    if (summary.stoppedBy === 'cancelled') return;
    const partly = summary.stoppedBy !== undefined || summary.shallow;
    const looked = partly ? `the ${summary.commits} newest commits` : 'any commit';
    void vscode.window.showInformationMessage(`The secret is not in ${looked} of ${name}.`);
    return;
  }
  const open = group === 'generic' ? 'How to Rotate' : `Open ${issuer}`;
  const message = `The secret is in the history of ${name}, in commit ${commit.slice(0, 10)} and perhaps others. Whoever has a clone has it, so revoke it; to rewrite the history is not enough.`;
  void vscode.window.showWarningMessage(message, open).then((chosen) => {
    if (chosen === open) void vscode.env.openExternal(vscode.Uri.parse(revokeUrl));
  });
}
