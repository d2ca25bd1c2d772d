import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { gcloudClues } from '../commands/cloudCommands.ts';
import { commandClues } from '../commands/scriptClues.ts';
import { programName } from '../commands/unwrap.ts';
import { imageClue } from '../containers/imageReference.ts';
import { textCommandClues, wordsOf } from '../configuration/yamlCommands.ts';
import { parseYaml, type YamlTree } from '../configuration/yamlTree.ts';

export function isCloudBuild(path: string): boolean {
  return /(?:^|\/)(?:cloudbuild|cloud-build)(?:[.-][\w.-]+)?\.(?:ya?ml|json)$/.test(path);
}

/**
 * Reads the steps of a Cloud Build configuration: the builder images, what their arguments deploy or install, and
 * a `file` clue `cloudbuild`. A step in the gcloud builder has gcloud as its entry point.
 */
export const readCloudBuild: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const steps = documents.flatMap((document) => document.get('steps').items);
  const [first] = steps;
  if (!first) return nothing;
  return {
    clues: [{ kind: 'file', name: 'cloudbuild', line: first.line }, ...steps.flatMap(stepClues)],
    problems: [],
  };
};

function stepClues(step: YamlTree): Clue[] {
  const clues: Clue[] = [];
  const builder = step.get('name');
  const image = builder.text === undefined ? undefined : imageClue(builder.text, builder.line);
  if (image) clues.push(image);
  clues.push(...textCommandClues(step.get('script')));
  const args = wordsOf(step.get('args'));
  const entrypoint = step.get('entrypoint');
  if (entrypoint.text !== undefined) {
    clues.push(...commandClues([{ text: entrypoint.text, line: entrypoint.line }, ...args], 'runtime'));
  } else if (/\bcloud-sdk\b|\/gcloud$/.test(image?.name ?? '')) {
    const own = programName(args[0]) === 'gcloud' ? args.slice(1) : args;
    clues.push(...gcloudClues(args, own));
  } else clues.push(...commandClues(args, 'runtime'));
  return clues;
}
