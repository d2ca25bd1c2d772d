import type { Language } from '../../language.ts';
import type { FixSite } from '../fixSite.ts';
import { readInCompiled } from './compiled.ts';
import { readInConfiguration } from './configuration.ts';
import { readInDockerfile, readInTerraform } from './infrastructure.ts';
import { readInJavascript } from './javascript.ts';
import { readInPython } from './python.ts';
import type { EnvironmentAnswer } from './rewrite.ts';
import { readInPowershell, readInShell } from './shell.ts';
import { readInYaml } from './yaml.ts';

const readers: Partial<Readonly<Record<Language, (site: FixSite) => EnvironmentAnswer>>> = {
  python: readInPython,
  javascript: readInJavascript,
  typescript: readInJavascript,
  shell: (site) => readInShell(site),
  powershell: readInPowershell,
  yaml: readInYaml,
  terraform: readInTerraform,
  dockerfile: readInDockerfile,
  json: readInConfiguration,
  ini: readInConfiguration,
  properties: readInConfiguration,
  text: readInConfiguration,
};

/** Languages in which reading the environment may be offered at all. */
export const environmentLanguages: ReadonlySet<Language> = new Set<Language>([
  ...(Object.keys(readers) as Language[]), 'notebook', 'go', 'java', 'kotlin', 'scala', 'groovy', 'csharp', 'ruby', 'php', 'rust', 'swift', 'perl', 'lua', 'r',
]); // prettier-ignore

/** The edits by which the text reads the secret from the environment; undefined where that makes no sense. */
export function readFromEnvironment(site: FixSite): EnvironmentAnswer {
  return (readers[site.language] ?? readInCompiled)(site);
}
