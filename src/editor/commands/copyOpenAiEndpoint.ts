import * as vscode from 'vscode';
import { modelNameOf } from '../ollama/modelArgument.ts';
import type { CommandHandler } from './table.ts';

/** Puts the base URL for OpenAI's clients on the clipboard, and says what else they want. */
export const copyOpenAiEndpoint: CommandHandler = async ({ ollama }, argument) => {
  const baseUrl = `${ollama.endpoint}/v1`;
  await vscode.env.clipboard.writeText(baseUrl);
  const model = modelNameOf(argument) ?? ollama.running[0]?.name ?? ollama.installed[0]?.name;
  const named = model === undefined ? '' : ` The model is "${model}".`;
  void offerSnippet(
    `Copied: base URL ${baseUrl}.${named} Clients that want a key take any text: Ollama looks at none.`,
    model,
  );
};

/** Not awaited: the command is over, and the message stays until the user closes it. */
async function offerSnippet(message: string, model: string | undefined): Promise<void> {
  const insert = 'Insert Client Snippet';
  const offers = vscode.window.activeTextEditor ? [insert] : [];
  if ((await vscode.window.showInformationMessage(message, ...offers)) === insert)
    await vscode.commands.executeCommand('aiStack.insertClientSnippet', model);
}
