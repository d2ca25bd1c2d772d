import type { DependencyScope, FileReader } from '../../clue.ts';
import { parseToml, type TomlTree } from '../../text/tomlTree.ts';
import { DependencyReading, type DependencyPlace } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { addCondaEntry, addNamedEntry } from './namedEntry.ts';

/** Reads `pixi.toml`. */
export const readPixi: FileReader = (file) => {
  const { root, problem } = parseToml(file);
  if (problem) return { clues: [], problems: [problem] };
  const reading = new DependencyReading(file.path);
  addPixi(reading, root);
  return reading.finish();
};

/** Adds the conda and PyPI dependencies of a Pixi manifest, those of its features and of single platforms. */
export function addPixi(reading: DependencyReading, manifest: TomlTree): void {
  addPlatforms(reading, manifest, 'runtime');
  for (const { key, value } of manifest.get('feature').entries)
    addPlatforms(reading, value, groupScope(key), key);
}

function addPlatforms(
  reading: DependencyReading,
  tables: TomlTree,
  scope: DependencyScope,
  group?: string,
): void {
  addTables(reading, tables, scope, group);
  for (const { value } of tables.get('target').entries) addTables(reading, value, scope, group);
}

function addTables(
  reading: DependencyReading,
  tables: TomlTree,
  scope: DependencyScope,
  group?: string,
): void {
  const place = (line: number, own: DependencyScope = scope): DependencyPlace => ({
    scope: own,
    line,
    ...(group === undefined ? {} : { group }),
  });
  for (const { key, line, value } of tables.get('dependencies').entries)
    addCondaEntry(reading, key, value, place(line));
  for (const { key, line, value } of tables.get('pypi-dependencies').entries)
    addNamedEntry(reading, key, value, place(line));
  for (const { key, line, value } of [
    ...tables.get('host-dependencies').entries,
    ...tables.get('build-dependencies').entries,
  ]) {
    addCondaEntry(reading, key, value, place(line, 'dev'));
  }
}
