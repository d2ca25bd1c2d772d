import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The extension as VS Code sees it. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('ai-stack-guide.ai-stack-guide');
  assert.ok(extension, 'VS Code did not load the extension.');
  return extension;
}

/** The ids of all commands that the manifest contributes. */
export function contributedCommands(): string[] {
  const manifest = extensionUnderTest().packageJSON as {
    contributes?: { commands?: { command: string }[] };
  };
  return (manifest.contributes?.commands ?? []).map(({ command }) => command);
}

/** Asserts that each contributed command has an implementation; VS Code fails silently where one has none. */
export async function assertCommandsRegistered(): Promise<void> {
  await extensionUnderTest().activate();
  const registered = new Set(await vscode.commands.getCommands(true));
  const missing = contributedCommands().filter((command) => !registered.has(command));
  assert.deepEqual(missing, []);
}
