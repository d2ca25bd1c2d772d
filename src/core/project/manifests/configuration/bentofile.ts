import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { dependencyClue } from '../python/dependencyReading.ts';
import { parseRequirement } from '../python/pep508.ts';
import { parseYaml } from './yamlTree.ts';

export function isBentofile(path: string): boolean {
  return /(?:^|\/)bentofile\.ya?ml$/.test(path);
}

/** Reads a bentofile.yaml: a `file` clue, and the packages it names for the service's environment. */
export const readBentofile: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const service = documents[0]?.get('service');
  if (!documents[0] || !service?.exists) return nothing;
  const clues: Clue[] = [{ kind: 'file', name: 'bentofile.yaml', line: service.line }];
  for (const item of documents[0].get('python', 'packages').items) {
    const requirement = item.text === undefined ? undefined : parseRequirement(item.text);
    if (requirement) clues.push(dependencyClue(requirement, { scope: 'runtime', line: item.line }));
  }
  return { clues, problems: [] };
};
