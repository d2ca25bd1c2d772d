import type { DependencyScope } from '../../clue.ts';
import type { TomlTree } from '../../text/tomlTree.ts';
import type { DependencyReading } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { addNamedEntry } from './namedEntry.ts';

/** Adds what `[tool.poetry]` declares: its dependencies, the old development table and the groups. */
export function addPoetry(reading: DependencyReading, poetry: TomlTree): void {
  addTable(reading, poetry.get('dependencies'), 'runtime');
  addTable(reading, poetry.get('dev-dependencies'), 'dev', 'dev');
  for (const { key, value } of poetry.get('group').entries) {
    addTable(reading, value.get('dependencies'), groupScope(key), key);
  }
}

function addTable(reading: DependencyReading, table: TomlTree, scope: DependencyScope, group?: string): void {
  for (const { key, line, value } of table.entries) {
    addNamedEntry(reading, key, value, { scope, line, ...(group === undefined ? {} : { group }) });
  }
}
