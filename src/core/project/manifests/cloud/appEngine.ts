import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { variableClue } from '../commands/scriptClues.ts';
import { textCommandClues } from '../configuration/yamlCommands.ts';
import { parseYaml } from '../configuration/yamlTree.ts';
import { resourceClue } from './resources.ts';

export function isAppEngine(path: string): boolean {
  return /(?:^|\/)app(?:[.-](?:flex|standard|dev|prod|staging|production))?\.ya?ml$/.test(path);
}

/** Whether a YAML text has the key that App Engine requires; app.yaml is a common name. */
export function looksLikeAppEngine(text: string): boolean {
  return /^runtime\s*:/m.test(text);
}

/** Reads an App Engine app.yaml: an `app-engine` resource, the program it starts, names of variables. */
export const readAppEngine: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const [document] = documents;
  const runtime = document?.get('runtime');
  if (!document || runtime?.text === undefined) return nothing;
  const clues: Clue[] = [resourceClue('app-engine', runtime.line, { runtime: runtime.text })];
  clues.push(...textCommandClues(document.get('entrypoint')));
  clues.push(...document.get('env_variables').entries.map(({ key, line }) => variableClue(key, line)));
  const account = document.get('service_account');
  if (account.text !== undefined)
    clues.push(resourceClue('service-account-attached', account.line, { via: 'App Engine' }));
  return { clues, problems: [] };
};
