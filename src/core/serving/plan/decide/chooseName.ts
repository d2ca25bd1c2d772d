import { basename } from 'node:path/posix';
import type { Planning } from './planning.ts';
import { givenValue } from './planning.ts';
import type { Evidence } from '../../../project/facts.ts';
import { evidenceOfLine } from '../evidence/projectFiles.ts';

const longest = 49;

/** The name of the service: given, that of the project, that of its repository, or one made of what it serves. */
export function chooseName(planning: Planning, modelId: string | undefined): string {
  const { evidence, values, notes } = planning;
  const { pyproject } = evidence.manifests;
  const named =
    pyproject?.root.get('project', 'name').text === undefined
      ? pyproject?.root.get('tool', 'poetry', 'name')
      : pyproject.root.get('project', 'name');
  const repository = evidence.cloud.githubRepository;
  const sources: { name: string | undefined; reason: string; evidence: readonly Evidence[] }[] = [
    { name: givenValue(values, 'name'), reason: 'You chose it.', evidence: [] },
    {
      name: named?.text,
      reason: 'It is the name of the project.',
      evidence:
        pyproject && named?.text !== undefined
          ? [evidenceOfLine('pyproject.toml', pyproject.text, named.line)]
          : [],
    },
    {
      name: repository && basename(repository.value),
      reason: 'It is the name of the repository.',
      evidence: repository ? [repository.evidence] : [],
    },
    {
      name: modelId && basename(modelId).replace(/:.*/, ''),
      reason: 'It is the name of the model.',
      evidence: [],
    },
  ];
  const found = sources.find(({ name }) => name !== undefined && serviceName(name) !== '');
  const name = serviceName(found?.name ?? 'inference-api');
  notes.decide({
    option: 'name',
    title: 'Name',
    value: name,
    reason: found?.reason ?? 'No file names the project.',
    evidence: found?.evidence ?? [],
  });
  return name;
}

/** Lower-case letters, digits and hyphens, a letter first, at most 49; empty where nothing of it is left. */
export function serviceName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}
