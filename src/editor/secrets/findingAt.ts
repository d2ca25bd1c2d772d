import * as vscode from 'vscode';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { fileOf } from './lintTargets.ts';
import type { SecretLint } from './secretLint.ts';

/** The findings of a text that its policy lets stand, with the path that says the text's language. */
export interface DocumentFindings {
  readonly text: string;
  readonly path: string;
  readonly findings: readonly SecretFinding[];
}

/**
 * The finding of a rule at a place of a document. Scanned for anew, because since the diagnostic was made the text may
 * have moved.
 */
export async function findingAt(
  lint: SecretLint,
  document: vscode.TextDocument,
  rule: string,
  range: vscode.Range,
): Promise<(DocumentFindings & { readonly finding: SecretFinding }) | undefined> {
  const engine = await lint.engine();
  const known = await engine.findings(document, document.getText());
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const finding = known.findings.find(
    (each) => each.rule === rule && each.start <= Math.max(end, start + 1) && start <= each.end,
  );
  return finding && { ...known, finding };
}

/** The folder that a fix's other files are counted from: the workspace folder, or where the file lies. */
export function changesFolder(document: vscode.Uri): vscode.Uri {
  const file = fileOf(document);
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (folder) return folder;
  // A draft has no folder of its own; what belongs to it goes into the workspace's first.
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  return file.scheme === 'untitled' && first ? first : vscode.Uri.joinPath(file, '..');
}
