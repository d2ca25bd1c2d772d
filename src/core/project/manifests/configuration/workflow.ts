import type { Clue, FileReader } from '../../clue.ts';
import { resourceClue } from '../cloud/resources.ts';
import { imageClue } from '../containers/imageReference.ts';
import { textCommandClues } from './yamlCommands.ts';
import { parseYaml, type YamlTree } from './yamlTree.ts';

export function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.github\/(?:workflows\/[^/]+|actions\/[^/]+\/action)\.ya?ml$/.test(path);
}

/**
 * Reads a GitHub workflow or composite action: what its steps run (packages are for development only), the images
 * of services, deployments to Cloud Run, and sign-in through Workload Identity Federation.
 */
export const readWorkflow: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const clues: Clue[] = [];
  for (const document of documents) {
    clues.push(...document.get('runs', 'steps').items.flatMap(stepClues));
    for (const { value: job } of document.get('jobs').entries) {
      const services = job.get('services').entries.map(({ value }) => value.get('image'));
      for (const image of services) {
        const clue = image.text === undefined ? undefined : imageClue(image.text, image.line);
        if (clue) clues.push(clue);
      }
      clues.push(...job.get('steps').items.flatMap(stepClues));
    }
  }
  return { clues, problems: [] };
};

function stepClues(step: YamlTree): Clue[] {
  const clues = textCommandClues(step.get('run'), 'dev');
  const uses = step.get('uses');
  const action = uses.text?.split('@', 1)[0];
  if (action === 'google-github-actions/deploy-cloudrun')
    clues.push(resourceClue('gcloud run deploy', uses.line));
  if (action === 'google-github-actions/deploy-appengine')
    clues.push(resourceClue('gcloud app deploy', uses.line));
  const provider = step.get('with', 'workload_identity_provider');
  if (provider.exists)
    clues.push(resourceClue('workload-identity', provider.line, { via: 'GitHub Actions' }));
  return clues;
}
