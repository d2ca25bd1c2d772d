import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { counts } from '../secrets/fileSecrets.ts';
import type { ScanProgress } from '../secrets/folderSecrets.ts';
import { secretsViewId } from '../secrets/secretsView.ts';
import type { Shell } from '../shell.ts';

/** Scans all files of the workspace, closed ones too, and shows what was found in the Secrets view. */
export async function scanWorkspaceForSecrets({ secrets }: Shell): Promise<void> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0)
    throw new UserError('There is no folder to scan.', 'Open a folder first.');
  if (!vscode.workspace.getConfiguration().get<boolean>('aiStack.secrets.enable', true))
    throw new UserError(
      'Looking for secrets is switched off.',
      'Switch on the setting aiStack.secrets.enable.',
    );
  const workspace = await secrets.workspace();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Scanning for secrets',
    cancellable: true,
  };
  const summary = await vscode.window.withProgress(options, (progress, token) =>
    workspace.scan(token, (now) => progress.report({ message: progressWords(now) })),
  );
  if (!summary || summary.cancelled) return;
  const found = secrets.store.files().flatMap((file) => file.secrets.filter(counts)).length;
  if (found === 0) {
    const words = `No secrets found in ${summary.files.toLocaleString('en-US')} files`;
    vscode.window.setStatusBarMessage(`$(pass) ${words}`, 6_000);
  }
  await vscode.commands.executeCommand(`${secretsViewId}.focus`);
}

function progressWords({ files, found }: ScanProgress): string {
  const seen = `${files.toLocaleString('en-US')} files`;
  return found === 0 ? seen : `${seen}, ${found} with findings`;
}
