import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { reportMarkdown } from '../../core/guide/report/report.ts';
import type { Shell } from '../shell.ts';

const messageMs = 4000;

/** Puts facts and recommendations of all folders on the clipboard, as Markdown. */
export async function copyReport({ model }: Shell): Promise<void> {
  await model.idle();
  if (model.results.length === 0)
    throw new UserError('There is nothing to report on.', 'Open a folder first.');
  await vscode.env.clipboard.writeText(reportMarkdown(model.results));
  vscode.window.setStatusBarMessage('$(check) AI stack report copied', messageMs);
}
