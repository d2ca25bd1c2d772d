import type { Clue, FileReader } from '../../clue.ts';
import { imageClue } from '../containers/imageReference.ts';
import { parseYaml } from '../configuration/yamlTree.ts';
import { resourceClue } from './resources.ts';

export function isSkaffold(path: string): boolean {
  return /(?:^|\/)skaffold(?:[.-][\w.-]+)?\.ya?ml$/.test(path);
}

/** Reads a skaffold.yaml: a `file` clue `skaffold`, the images it builds, and a deployment to Cloud Run. */
export const readSkaffold: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const clues: Clue[] = [];
  for (const document of documents) {
    const version = document.get('apiVersion');
    if (version.text?.startsWith('skaffold/') !== true) continue;
    clues.push({ kind: 'file', name: 'skaffold', line: version.line });
    for (const artifact of document.get('build', 'artifacts').items) {
      const image = artifact.get('image');
      const clue = image.text === undefined ? undefined : imageClue(image.text, image.line);
      if (clue) clues.push(clue);
    }
    const cloudRun = document.get('deploy').entries.find(({ key }) => key === 'cloudrun');
    if (cloudRun) clues.push(resourceClue('gcloud run deploy', cloudRun.line));
  }
  return { clues, problems: [] };
};
