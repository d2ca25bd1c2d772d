import type { ServingCatalogue } from '../serving/catalogue/servingCatalogue.ts';
import type { CheckContext, CheckDiagnostic, CheckedFile, CheckFix } from './check.ts';
import { checkKind, mayBeChecked } from './checkKind.ts';
import { isCompanion } from './companions.ts';
import { fileChecks } from './registry.ts';
import { withoutIgnored } from './suppress.ts';

/** Characters of a file that is checked, at the most. */
export const checkLimit = 1024 * 1024;

/**
 * All that is wrong in one file, in the order of its text; nothing for files of no kind and for larger ones. Comments
 * `# ai-stack: ignore docker/…` are heeded. Never throws.
 */
export function checkFile(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const kind = file.text.length > checkLimit ? undefined : checkKind(file.path, file.text);
  const check = kind && fileChecks[kind];
  if (!check) return [];
  const found = check(file, context).toSorted((a, b) => a.start - b.start || a.end - b.end);
  return withoutIgnored(file.text, found);
}

/** The text after a fix. Files that the fix creates are the caller's. */
export function applyCheckFix(text: string, fix: CheckFix): string {
  const edits = fix.edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** What was found in one file of a folder. */
export interface FileDiagnostics extends CheckedFile {
  readonly diagnostics: readonly CheckDiagnostic[];
}

/**
 * Checks the files of a folder, for the command line: `paths` are all that are not ignored, `read` gives the text of
 * one, or undefined where it cannot be read. Every file that was checked is in the answer, in the order of the paths.
 */
export async function checkFolder(
  paths: readonly string[],
  read: (path: string) => Promise<string | undefined>,
  catalogue: ServingCatalogue,
): Promise<readonly FileDiagnostics[]> {
  const sorted = paths.toSorted();
  const texts = new Map<string, string>();
  for (const path of sorted) {
    if (!mayBeChecked(path) && !isCompanion(path)) continue;
    const text = await read(path);
    if (text !== undefined) texts.set(path, text);
  }
  const context: CheckContext = { paths: sorted, catalogue, text: (path) => texts.get(path) };
  return sorted.flatMap((path) => {
    const text = texts.get(path);
    if (text === undefined || checkKind(path, text) === undefined) return [];
    return [{ path, text, diagnostics: checkFile({ path, text }, context) }];
  });
}
