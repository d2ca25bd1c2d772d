import * as vscode from 'vscode';
import type { Shell } from '../shell.ts';
import { commandTable } from './table.ts';

/** Registers every command of the table behind the error boundary: the only place that registers commands. */
export function registerCommands(shell: Shell): vscode.Disposable {
  const rows = commandTable.map(({ id, title, load }) =>
    vscode.commands.registerCommand(id, (argument: unknown) =>
      shell.reporter.asked(title, async () => (await load())(shell, argument)),
    ),
  );
  return vscode.Disposable.from(...rows);
}
