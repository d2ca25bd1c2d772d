import { isAbsolute, normalize } from 'path/posix';
import { ConfigProblems, type ConfigProblem } from '../peers/configProblems.ts';
import { readGitleaksConfig, type GitleaksConfig } from '../peers/gitleaksConfig.ts';
import type { PolicyFile } from './policyData.ts';
import type { PolicyFiles } from './policyFiles.ts';

/** As gitleaks: a configuration extends one that extends another, and no further. */
const mostLevels = 2;

/** Reads a configuration of gitleaks with what it extends; its own rules come before those of the same id there. */
export async function loadGitleaksConfig(
  { file, text }: PolicyFile,
  files: PolicyFiles,
  problems: ConfigProblem[],
  level = 0,
): Promise<GitleaksConfig> {
  const config = readGitleaksConfig(text, file);
  problems.push(...config.problems);
  const { extend } = config;
  if (!extend) return config;
  const base = await readBase(extend, file, files, problems, level);
  if (!base) return config;
  const more = await loadGitleaksConfig(base, files, problems, level + 1);
  return {
    ...config,
    rules: [...config.rules, ...more.rules.filter(({ id }) => !config.rules.some((rule) => rule.id === id))],
    allowlists: [...config.allowlists, ...more.allowlists],
    disabled: [...config.disabled, ...more.disabled],
  };
}

async function readBase(
  { path, line }: { readonly path: string; readonly line: number },
  file: string,
  files: PolicyFiles,
  problems: ConfigProblem[],
  level: number,
): Promise<PolicyFile | undefined> {
  const place = normalize(path.replaceAll('\\', '/'));
  const inside = !isAbsolute(place) && place !== '..' && !place.startsWith('../') && !/^[a-z]:/i.test(place);
  const text = inside && level < mostLevels ? await files.readNested(place) : undefined;
  if (text !== undefined) return { file: place, text };
  const own = new ConfigProblems(file);
  if (level >= mostLevels)
    own.add(line, 'Configurations extend each other too often: what is named here is left out.');
  else if (!inside)
    own.add(line, 'The file to extend lies outside of the folder: move it into the folder. It is left out.');
  else
    own.add(
      line,
      `The file to extend, ${place}, cannot be read: correct the path, which is relative to the folder.`,
    );
  problems.push(...own.all);
  return undefined;
}
