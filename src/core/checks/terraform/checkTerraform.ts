import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';

export function checkTerraform(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  return file.text === '' || context.paths.length === 0 ? [] : [];
}
