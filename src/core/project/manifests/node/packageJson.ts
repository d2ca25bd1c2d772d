import type { Clue, DependencyScope, FileReader } from '../../clue.ts';
import { parseJson } from '../configuration/jsonTree.ts';

const scopes: readonly (readonly [string, DependencyScope])[] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'optional'],
  ['devDependencies', 'dev'],
];

export function isPackageJson(path: string): boolean {
  return path === 'package.json' || path.endsWith('/package.json');
}

/** Reads the dependencies of a package.json, names as written; `workspaces` gives a `file` clue `npm-workspaces`. */
export const readPackageJson: FileReader = (file) => {
  const { root, problem } = parseJson(file);
  if (problem) return { clues: [], problems: file.sampled ? [] : [problem] };
  const clues: Clue[] = [];
  for (const [key, scope] of scopes) {
    for (const { key: name, line, value } of root.get(key).entries) {
      const version = value.text;
      clues.push({
        kind: 'dependency',
        name,
        ecosystem: 'npm',
        scope,
        line,
        ...(version ? { version } : {}),
      });
    }
  }
  const workspaces = root.entries.find((entry) => entry.key === 'workspaces');
  if (workspaces) clues.push({ kind: 'file', name: 'npm-workspaces', line: workspaces.line });
  return { clues, problems: [] };
};
