import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import type { SecretPlace } from '../tree/model/secretNodes.ts';
import { findingAt, type DocumentFindings } from './findingAt.ts';
import { isLinted } from './lintTargets.ts';
import { rangeOf } from './secretDiagnostics.ts';
import type { SecretLint } from './secretLint.ts';

/** The place that a command is about, from a row of the view or from a place itself; undefined for anything else. */
export function secretPlaceOf(argument: unknown): SecretPlace | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('secret' in argument) return secretPlaceOf(argument.secret);
  const isPlace =
    'uri' in argument && typeof argument.uri === 'string' && 'rule' in argument && 'line' in argument;
  return isPlace ? (argument as SecretPlace) : undefined;
}

/** A finding in its document, as commands work with it. */
export interface SubjectSecret extends DocumentFindings {
  readonly document: vscode.TextDocument;
  readonly finding: SecretFinding;
}

/**
 * The finding that a command is about: the given one, or the one at the cursor. Throws a UserError where there is none.
 */
export async function subjectSecret(lint: SecretLint, argument: unknown): Promise<SubjectSecret> {
  const place = secretPlaceOf(argument);
  const found = place ? await atPlace(lint, place) : await atCursor(lint);
  if (found) return found;
  throw place
    ? new UserError('This secret is no longer there.', 'Scan the workspace again.')
    : new UserError(
        'There is no secret at the cursor.',
        'Put the cursor on a marked secret, or choose a row of the Secrets view.',
      );
}

async function atPlace(lint: SecretLint, place: SecretPlace): Promise<SubjectSecret | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  const known = await findingAt(lint, document, place.rule, rangeOf(place));
  return known && { ...known, document };
}

async function atCursor(lint: SecretLint): Promise<SubjectSecret | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isLinted(editor.document.uri)) return undefined;
  const { document, selection } = editor;
  const engine = await lint.engine();
  const known = await engine.findings(document, document.getText());
  const line = selection.active.line;
  const at = document.offsetAt(selection.active);
  const onLine = known.findings.filter(
    ({ start, end }) => document.positionAt(start).line <= line && line <= document.positionAt(end).line,
  );
  const finding = onLine.find(({ start, end }) => start <= at && at <= end) ?? onLine[0];
  return finding && { ...known, document, finding };
}

/** Throws where nothing may be written. */
export function mustBeWritable(uri: vscode.Uri): void {
  if (!vscode.workspace.isTrusted)
    throw new UserError(
      'Nothing is written in a workspace that is not trusted.',
      'Trust it first, if you do.',
    );
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false)
    throw new UserError('This file is read-only.', 'Open a copy that can be written.');
}
