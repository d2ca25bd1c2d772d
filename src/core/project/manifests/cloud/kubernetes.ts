import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { commandClues, variableClue } from '../commands/scriptClues.ts';
import { imageClue } from '../containers/imageReference.ts';
import { textCommandClues, wordsOf } from '../configuration/yamlCommands.ts';
import { parseYaml, type YamlTree } from '../configuration/yamlTree.ts';
import { resourceClue } from './resources.ts';

/** Keys of node selectors, limits and annotations that say what hardware is asked for. */
const hardwareKeys = new Set([
  'cloud.google.com/gke-accelerator',
  'cloud.google.com/gke-tpu-accelerator',
  'cloud.google.com/gke-tpu-topology',
  'run.googleapis.com/accelerator',
  'nvidia.com/gpu',
  'amd.com/gpu',
  'google.com/tpu',
]);

/** How deep lists of objects are followed. */
const maxLists = 3;

/** Whether a YAML text has the two keys that every Kubernetes object has. Cheap; run before parsing. */
export function looksLikeKubernetes(text: string): boolean {
  return /^\s*["']?apiVersion["']?\s*:/m.test(text) && /^\s*["']?kind["']?\s*:/m.test(text);
}

/**
 * Reads Kubernetes objects and Cloud Run services: a `resource` clue by kind (a `file` clue for a kustomization), images, programs and names of
 * variables of containers, accelerators, and the service account that a pod runs as. Templates of Helm and the
 * like, and broken text, yield nothing.
 */
export const readKubernetes: FileReader = (file) => {
  if (!looksLikeKubernetes(file.text) || /\{\{|\{%/.test(file.text)) return nothing;
  return {
    clues: parseYaml(file).documents.flatMap((document) => objectClues(document, maxLists)),
    problems: [],
  };
};

function objectClues(object: YamlTree, lists: number): Clue[] {
  const kind = object.get('kind');
  const apiVersion = object.get('apiVersion').text;
  if (kind.text === undefined || apiVersion === undefined || !/^[A-Z]\w*$/.test(kind.text)) return [];
  if (kind.text === 'List')
    return lists > 0 ? object.get('items').items.flatMap((item) => objectClues(item, lists - 1)) : [];
  if (kind.text === 'Kustomization') return [{ kind: 'file', name: 'kustomization', line: kind.line }];
  if (kind.text === 'Component' || apiVersion.startsWith('skaffold/')) return [];
  const clues: Clue[] = [
    { kind: 'resource', name: resourceName(kind.text, apiVersion), line: kind.line, details: { apiVersion } },
    ...hardwareClues(object.get('metadata', 'annotations')),
    ...hardwareClues(object.get('spec', 'template', 'metadata', 'annotations')),
    ...workloadIdentityClues(object),
  ];
  for (const [pod, via] of podsOf(object, kind.text)) clues.push(...podClues(pod, via));
  return clues;
}

/** Cloud Run's kinds bear their group: a Knative Service is not a Kubernetes Service. */
function resourceName(kind: string, apiVersion: string): string {
  const group = apiVersion.split('/', 1)[0] ?? '';
  return group === 'serving.knative.dev' || group === 'run.googleapis.com' ? `${group}/${kind}` : kind;
}

/** The pod specifications in an object, each with what it belongs to. */
function podsOf(object: YamlTree, kind: string): [YamlTree, string][] {
  const spec = object.get('spec');
  const template = spec.get('template');
  const pods: YamlTree[] = [
    ...(kind === 'Pod' ? [spec] : []),
    template.get('spec'),
    // Cloud Run jobs and Kubernetes jobs nest one template in another, cron jobs two.
    template.get('spec', 'template', 'spec'),
    spec.get('jobTemplate', 'spec', 'template', 'spec'),
    spec.get('headGroupSpec', 'template', 'spec'),
    spec.get('predictor'),
  ];
  return pods.filter((pod) => pod.exists).map((pod) => [pod, kind]);
}

function podClues(pod: YamlTree, via: string): Clue[] {
  const clues: Clue[] = [...hardwareClues(pod.get('nodeSelector'))];
  const account = pod.get('serviceAccountName').exists
    ? pod.get('serviceAccountName')
    : pod.get('serviceAccount');
  if (account.text !== undefined && account.text !== 'default') {
    clues.push(resourceClue('service-account-attached', account.line, { via }));
  }
  for (const container of [...pod.get('containers').items, ...pod.get('initContainers').items]) {
    clues.push(...containerClues(container));
  }
  return clues;
}

function containerClues(container: YamlTree): Clue[] {
  const clues: Clue[] = [];
  const image = container.get('image');
  const imageName = image.text === undefined ? undefined : imageClue(image.text, image.line);
  if (imageName) clues.push(imageName);
  const words = wordsOf(container.get('command'), container.get('args'));
  clues.push(
    ...(words.length > 0 ? commandClues(words, 'runtime') : textCommandClues(container.get('command'))),
  );
  for (const variable of container.get('env').items) {
    const name = variable.get('name');
    if (name.text !== undefined) clues.push(variableClue(name.text, name.line));
  }
  for (const amounts of ['limits', 'requests'])
    clues.push(...hardwareClues(container.get('resources', amounts)));
  return clues;
}

function hardwareClues(values: YamlTree): Clue[] {
  return values.entries
    .filter(({ key }) => hardwareKeys.has(key))
    .map(({ key, line, value }) => ({
      kind: 'resource',
      name: key,
      line,
      details: { value: value.text ?? '' },
    }));
}

function workloadIdentityClues(object: YamlTree): Clue[] {
  const annotations = object.get('metadata', 'annotations').entries;
  const bound = annotations.find(({ key }) => key === 'iam.gke.io/gcp-service-account');
  return bound ? [resourceClue('workload-identity', bound.line, { via: 'annotation' })] : [];
}
