import * as vscode from 'vscode';
import { modelPageUri } from '../ollama/modelPages.ts';
import { subjectModel } from '../ollama/modelArgument.ts';
import type { CommandHandler } from './table.ts';

/** Opens the page on an installed model: the given one, or one that the user picks. */
export const showModelDetails: CommandHandler = async (shell, argument) => {
  const model = await subjectModel(shell, argument, { title: 'Show Model Details' });
  if (!model) return;
  const uri = modelPageUri(shell.ollama.endpoint, model.name);
  // A page that is still known from before is made anew.
  shell.ollama.pages.refresh(uri);
  await vscode.commands.executeCommand('markdown.showPreview', uri);
};
