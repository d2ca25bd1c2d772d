import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { secretFixes } from '../../core/secrets/fixes/secretFixes.ts';
import { suppressionReason } from '../../core/secrets/fixes/suppression.ts';
import { mustBeWritable, subjectSecret } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

const longestReason = 200;

/**
 * Asks why a finding is no secret, and writes that beside it as a comment which takes the finding back. A `reason` in
 * the argument is taken instead of asking.
 */
export async function suppressSecret({ secrets }: Shell, argument: unknown): Promise<void> {
  const { document, text, path, finding } = await subjectSecret(secrets, argument);
  mustBeWritable(document.uri);
  const fix = secretFixes(text, path, finding).find(({ id }) => id === 'suppress');
  if (!fix) {
    throw new UserError(
      'No comment can stand here that takes the finding back.',
      'Add the secret to the baseline instead.',
    );
  }
  const reason = reasonIn(argument) ?? (await askReason());
  if (reason === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text: comment } of fix.edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(
      document.uri,
      range,
      comment.replaceAll(suppressionReason, () => reason),
    );
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserError('The comment could not be written.', 'Check that the file can be written.');
}

function reasonIn(argument: unknown): string | undefined {
  const given = typeof argument === 'object' && argument !== null && 'reason' in argument && argument.reason;
  return typeof given === 'string' && given.trim() !== '' ? asComment(given) : undefined;
}

async function askReason(): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title: 'Suppress Secret with Reason',
    prompt: 'Why is this no secret? The answer is written beside it, for those who read the file later.',
    placeHolder: 'Public key of the demo project',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? 'A reason helps the next reader; a few words are enough.' : undefined,
  });
  return reason === undefined ? undefined : asComment(reason);
}

/** One line without what ends a comment. */
function asComment(reason: string): string {
  const line = reason
    .replace(/\s+/g, ' ')
    .replace(/\*+\/|--!?>|%>|#>|"""|'''/g, '')
    .trim();
  return line.slice(0, longestReason);
}
