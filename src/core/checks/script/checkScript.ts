import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';

export function checkScript(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  return file.text === '' || context.paths.length === 0 ? [] : [];
}
