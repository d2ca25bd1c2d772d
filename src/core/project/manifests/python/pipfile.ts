import type { FileReader } from '../../clue.ts';
import { parseToml } from '../../text/tomlTree.ts';
import { DependencyReading } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { addNamedEntry } from './namedEntry.ts';

const otherTables = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile', 'metadata']);

/** Reads a Pipfile: packages, development packages and custom categories. */
export const readPipfile: FileReader = (file) => {
  const { root, problem } = parseToml(file);
  if (problem) return { clues: [], problems: [problem] };
  const reading = new DependencyReading(file.path);
  for (const { key: category, value: table } of root.entries) {
    if (otherTables.has(category)) continue;
    const ships = category === 'packages';
    const place = ships
      ? { scope: 'runtime' as const }
      : { scope: groupScope(category), group: category.replace(/-packages$/, '') };
    for (const { key, line, value } of table.entries) addNamedEntry(reading, key, value, { ...place, line });
  }
  return reading.finish();
};
