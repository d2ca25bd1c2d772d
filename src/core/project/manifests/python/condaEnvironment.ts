import { nothing, type FileReader } from '../../clue.ts';
import { parseYaml, type YamlTree } from '../configuration/yamlTree.ts';
import { parseCondaSpec } from './condaSpec.ts';
import { DependencyReading, type DependencyPlace } from './dependencyReading.ts';
import { fileScope } from './groupScope.ts';
import { addRequirementLine } from './requirements.ts';

/** Whether a path is named as conda environments are: `environment.yml`, `environment-gpu.yaml`, `conda_env.yml`. */
export function isCondaEnvironmentPath(path: string): boolean {
  return /(?:^|[/._-])(?:environment|conda(?:[-_.]?env(?:ironment)?)?|env)(?:[-_.][\w.-]+)?\.ya?ml$/i.test(
    path,
  );
}

/** Characters; an exported environment of hundreds of packages has a tenth of this. */
const maxSize = 120_000;

/** Reads a conda environment and the pip requirements nested in it. Other YAML of that name yields nothing. */
export const readCondaEnvironment: FileReader = (file) => {
  if (file.text.length > maxSize || !/^["']?dependencies["']?\s*:/m.test(file.text)) return nothing;
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const reading = new DependencyReading(file.path);
  const scope = fileScope(file.path);
  for (const item of documents[0]?.get('dependencies').items ?? []) {
    if (item.isMap) addPip(reading, item.get('pip'), scope);
    else addConda(reading, item, { scope, line: item.line });
  }
  return reading.finish();
};

function addPip(reading: DependencyReading, list: YamlTree, scope: DependencyPlace['scope']): void {
  for (const item of list.items) {
    const text = (item.text ?? '').trim().replace(/\s+#.*$/, '');
    if (text !== '') addRequirementLine(reading, text, { scope, line: item.line });
  }
}

function addConda(reading: DependencyReading, item: YamlTree, place: DependencyPlace): void {
  const text = item.text?.trim() ?? '';
  if (text === '') return;
  const requirement = parseCondaSpec(text);
  if (requirement) {
    if (requirement.name !== 'python' && requirement.name !== 'pip') reading.add(requirement, place);
  } else if (!/^https?:|\{\{|\$\{|^@/.test(text)) {
    reading.warn(
      place.line,
      'This is not a conda package specification: write a name with an optional version, as in "pytorch>=2.4".',
    );
  }
}
