import * as vscode from 'vscode';
import { installChoices, type InstallChoice } from '../../../core/ollama/server/installChoices.ts';
import { hostAdvice, isWithinReach } from '../../../core/ollama/server/serverHost.ts';
import type { ServerHost } from '../../../core/ollama/server/serverState.ts';
import { UserError } from '../../../core/errors.ts';

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: InstallChoice;
}

const openPage: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: 'Open the Page',
};

/**
 * Shows the official ways to install Ollama on the machine of the extension. A command is put into a terminal and left
 * there for the user to read and run; nothing is run or fetched by us.
 */
export async function pickInstallation(host: ServerHost, reason: string): Promise<void> {
  if (!isWithinReach(host))
    throw new UserError(
      `The endpoint is on ${host.name}, where nothing can be installed from here.`,
      'Install Ollama there, or set aiStack.ollama.endpoint to this machine.',
    );
  const choice = await pick(host, reason);
  if (choice?.command === undefined) {
    if (choice) await vscode.env.openExternal(vscode.Uri.parse(choice.url));
    return;
  }
  if (!vscode.workspace.isTrusted) {
    // A terminal would run a shell in the folder.
    await vscode.env.clipboard.writeText(choice.command);
    vscode.window.setStatusBarMessage('$(copy) The command is on the clipboard', 6_000);
    return;
  }
  const shell = choice.shell === 'powershell' ? { shellPath: 'powershell.exe' } : {};
  const terminal = vscode.window.createTerminal({ name: 'Install Ollama', ...shell });
  terminal.show();
  // Without a line feed: it is the user who runs it.
  terminal.sendText(choice.command, false);
}

function pick(host: ServerHost, reason: string): Promise<InstallChoice | undefined> {
  const input = vscode.window.createQuickPick<ChoiceItem>();
  input.title = `Install Ollama on ${host.name}`;
  input.placeholder = [reason, hostAdvice(host), 'Commands are typed into a terminal, and you run them.']
    .filter((part) => part !== '')
    .join(' ');
  input.matchOnDescription = true;
  input.items = installChoices(process.platform).map((choice) => ({
    label: choice.title,
    description: choice.command ?? choice.url,
    ...(choice.note === undefined ? {} : { detail: choice.note }),
    buttons: choice.command === undefined ? [] : [openPage],
    choice,
  }));
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(input.selectedItems[0]?.choice);
      input.hide();
    });
    input.onDidTriggerItemButton(
      ({ item }) => void vscode.env.openExternal(vscode.Uri.parse(item.choice.url)),
    );
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
