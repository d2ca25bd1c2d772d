import { parseTree } from 'jsonc-parser';
import { readBaseline } from '../baseline/baselineFile.ts';
import { GitleaksIgnore } from '../baseline/gitleaksIgnore.ts';
import { FileError } from '../baseline/jsonFile.ts';
import { readSecretsBaseline } from '../baseline/secretsBaseline.ts';
import { ConfigProblems, type ConfigProblem } from '../peers/configProblems.ts';
import type { PolicyData, PolicyFile } from './policyData.ts';
import { baselineLimit, type PolicyFiles } from './policyFiles.ts';

export type LoadedBaseline = Pick<PolicyData, 'baselines' | 'secretsBaseline' | 'gitleaksIgnore'>;

/**
 * A baseline of any kind: ours, that of detect-secrets, or a JSON report of gitleaks, of which only the fingerprints are
 * kept. Throws a FileError that names file and line.
 */
export function loadBaseline(file: PolicyFile): LoadedBaseline {
  const start = file.text.slice(0, 2_000).trimStart();
  if (start.startsWith('['))
    return { baselines: [], gitleaksIgnore: [{ file: file.file, text: fingerprints(file) }] };
  if (
    /"(?:plugins_used|generated_at|filters_used|results)"/.test(start) ||
    file.text.includes('"hashed_secret"')
  ) {
    readSecretsBaseline(file.text, file.file);
    return { baselines: [], gitleaksIgnore: [], secretsBaseline: file };
  }
  return {
    baselines: [{ file: file.file, baseline: readBaseline(file.text, file.file) }],
    gitleaksIgnore: [],
  };
}

/** The baseline of a folder, where there is one; a broken one is a problem. */
export async function tryBaseline(
  files: PolicyFiles,
  name: string,
  problems: ConfigProblem[],
): Promise<LoadedBaseline | undefined> {
  const text = await files.read(name, baselineLimit);
  if (text === undefined) return undefined;
  try {
    return loadBaseline({ file: name, text });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const message = `${error.reason} ${error.remedy} Until then, all it knows counts as new.`;
    problems.push({ file: name, ...error.place, message, severity: 'error' });
    return undefined;
  }
}

/** `.gitleaksignore`, where there is one. */
export async function tryIgnoreFile(
  files: PolicyFiles,
  name: string,
  problems: ConfigProblem[],
): Promise<PolicyFile | undefined> {
  const text = await files.read(name);
  if (text === undefined) return undefined;
  const own = new ConfigProblems(name);
  for (const { line, message } of new GitleaksIgnore(text).problems) own.add(line, message);
  problems.push(...own.all);
  return { file: name, text };
}

/** One to a line, as in `.gitleaksignore`; what else the report says, secrets among it, is let go. */
function fingerprints({ file, text }: PolicyFile): string {
  const items = parseTree(text)?.children ?? [];
  const found = items.flatMap(({ children = [] }) => {
    const member = children.find((property) => property.children?.[0]?.value === 'Fingerprint');
    const value: unknown = member?.children?.[1]?.value;
    return typeof value === 'string' && !/[\r\n]/.test(value) ? [value] : [];
  });
  if (found.length > 0 || items.length === 0) return found.join('\n');
  const remedy = 'Give a baseline of AI Stack Guide, .secrets.baseline or a JSON report of gitleaks.';
  throw new FileError(file, { line: 1, column: 1 }, 'this is no baseline that is known here', remedy);
}
