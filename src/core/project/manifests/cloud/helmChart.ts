import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { parseYaml, type YamlTree } from '../configuration/yamlTree.ts';
import { imageClue } from '../containers/imageReference.ts';

/** How deep values are followed; charts nest their subcharts' values once or twice. */
const maxDepth = 4;
/** How many values are looked at, so that aliases of aliases come to an end. */
const maxValues = 5000;

export function isHelmChart(path: string): boolean {
  return /(?:^|\/)(?:Chart\.yaml|values(?:[.-][\w.-]+)?\.ya?ml)$/.test(path);
}

/** Reads a Helm chart: a `file` clue `helm-chart` for Chart.yaml, and the images that values.yaml names. */
export const readHelmChart: FileReader = (file) => {
  const [document] = parseYaml(file).documents;
  if (!document) return nothing;
  if (!file.path.endsWith('Chart.yaml'))
    return { clues: valueImages(document, maxDepth, { left: maxValues }), problems: [] };
  const version = document.get('apiVersion');
  if (!/^v[12]$/.test(version.text ?? '') || !document.get('name').exists) return nothing;
  return { clues: [{ kind: 'file', name: 'helm-chart', line: version.line }], problems: [] };
};

/** `image: name:tag`, or `image: {registry, repository, tag}`, at any place near the top. */
function valueImages(tree: YamlTree, depth: number, budget: { left: number }): Clue[] {
  if (depth === 0 || budget.left <= 0) return [];
  return tree.entries.flatMap(({ key, value }) => {
    budget.left--;
    if (key !== 'image') return valueImages(value, depth - 1, budget);
    const repository = value.get('repository');
    const name = repository.text ?? value.text;
    const tag = value.get('tag').text ?? '';
    const clue =
      name &&
      imageClue(tag === '' ? name : `${name}:${tag}`, repository.exists ? repository.line : value.line);
    return clue ? [clue] : [];
  });
}
