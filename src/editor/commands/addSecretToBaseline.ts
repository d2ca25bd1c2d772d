import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import {
  addToBaseline,
  baselinePath,
  createBaseline,
  type Baseline,
} from '../../core/secrets/baseline/baseline.ts';
import { readBaseline, writeBaseline } from '../../core/secrets/baseline/baselineFile.ts';
import { fileUri, pathIn } from '../project/folderReader.ts';
import { fileOf } from '../secrets/lintTargets.ts';
import { mustBeWritable, subjectSecret, type SubjectSecret } from '../secrets/secretPlace.ts';
import type { Shell } from '../shell.ts';

const saltBytes = 16;

/** Accepts a secret for everybody who shares the folder, by a salted hash in its baseline file. */
export async function addSecretToBaseline({ secrets }: Shell, argument: unknown): Promise<void> {
  const subject = await subjectSecret(secrets, argument);
  const file = fileOf(subject.document.uri);
  const folder = vscode.workspace.getWorkspaceFolder(file);
  const path = folder && pathIn(folder.uri, file);
  if (folder === undefined || path === undefined)
    throw new UserError(
      'A baseline belongs to a workspace folder, and this document is in none.',
      'Save it in one.',
    );
  mustBeWritable(folder.uri);
  const uri = fileUri(folder.uri, baselinePath);
  const before = await readBytes(uri);
  const baseline = before ? readBaseline(decodeText(before).text, baselinePath) : newBaseline();
  await vscode.workspace.fs.writeFile(
    uri,
    new TextEncoder().encode(writeBaseline(withSecret(baseline, path, subject))),
  );
  secrets.reload();
  vscode.window.setStatusBarMessage(`$(check) Added to ${baselinePath}`, 4_000);
}

function newBaseline(): Baseline {
  return createBaseline(randomBytes(saltBytes).toString('hex'));
}

function withSecret(baseline: Baseline, path: string, { document, text, finding }: SubjectSecret): Baseline {
  const { rule, start, end } = finding;
  const line = document.positionAt(start).line + 1;
  return addToBaseline(baseline, [{ rule, path, line, secret: text.slice(start, end) }]);
}

/** Undefined where there is no such file. */
async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
