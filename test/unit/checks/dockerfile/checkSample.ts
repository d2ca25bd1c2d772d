import { readFileSync } from 'node:fs';
import type { CheckContext, CheckDiagnostic, CheckFix } from '../../../../src/core/checks/check.ts';
import { applyCheckFix, checkFile } from '../../../../src/core/checks/checkFile.ts';
import type { DockerSample } from '../../../../src/core/checks/dockerfile/rule.ts';
import { readServingCatalogue } from '../../../../src/core/serving/catalogue/readServingCatalogue.ts';

export const catalogue = readServingCatalogue(readFileSync('media/catalog/serving.yaml', 'utf8'));

export interface SampleFolder {
  readonly dockerfile: string;
  /** Undefined: nothing is known of the folder. */
  readonly files: Readonly<Record<string, string>> | undefined;
}

export function folderOf(sample: DockerSample): SampleFolder {
  return typeof sample === 'string' ? { dockerfile: sample, files: undefined } : sample;
}

/** What is found in a Dockerfile among the files beside it. */
export function diagnose(
  { dockerfile, files }: SampleFolder,
  path = 'Dockerfile',
): readonly CheckDiagnostic[] {
  return checkFile({ path, text: dockerfile }, contextOf(files, path));
}

export function contextOf(files: SampleFolder['files'], path = 'Dockerfile'): CheckContext {
  const all = files ? [...new Set([path, ...Object.keys(files)])].toSorted() : [];
  return { paths: all, text: (each) => files?.[each], catalogue };
}

/** The folder after a fix, with the files that it makes. */
export function afterFix({ dockerfile, files }: SampleFolder, fix: CheckFix): SampleFolder {
  const created = Object.fromEntries((fix.creates ?? []).map(({ path, text }) => [path, text]));
  return {
    dockerfile: applyCheckFix(dockerfile, fix),
    files: files && { ...files, ...created },
  };
}

/** `docker/root-user:3` and the like, the line from 1. */
export function codesAndLines(text: string, diagnostics: readonly CheckDiagnostic[]): string[] {
  return diagnostics.map(
    ({ code, start }) => `${code}:${String(text.slice(0, start).split(/\r\n|\n|\r/).length)}`,
  );
}
