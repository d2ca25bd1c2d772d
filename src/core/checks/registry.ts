import type { CheckContext, CheckDiagnostic, CheckedFile, CheckedKind } from './check.ts';
import { checkDockerfile } from './dockerfile/checkDockerfile.ts';

/** All that is found in one file of a kind, in the order of the text. Never throws, in linear time. */
export type FileCheck = (file: CheckedFile, context: CheckContext) => readonly CheckDiagnostic[];

/** Who checks what. */
export const fileChecks: Readonly<Partial<Record<CheckedKind, FileCheck>>> = {
  dockerfile: checkDockerfile,
};
