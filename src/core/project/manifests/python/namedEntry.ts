import type { TomlTree } from '../../text/tomlTree.ts';
import { pypiNameOf, condaVersion } from './condaSpec.ts';
import type { DependencyPlace, DependencyReading } from './dependencyReading.ts';
import { isPackageName, normaliseName, parseRequirement, validMarker } from './pep508.ts';

/**
 * Adds a dependency that is a key of a table, as in Poetry, Pipenv and Pixi: `torch = "^2.4"`,
 * `peft = { version = "*", extras = ["x"], optional = true }`, `x = { git = "…" }`, or an array of these.
 */
export function addNamedEntry(
  reading: DependencyReading,
  key: string,
  value: TomlTree,
  place: DependencyPlace,
): void {
  if (normaliseName(key) === 'python') return;
  if (!isPackageName(key)) {
    reading.warn(place.line, 'This key is no package name: use letters, digits, "-", "_" and "." only.');
    return;
  }
  if (value.isArray) {
    for (const item of value.items) addNamedEntry(reading, key, item, { ...place, line: item.line });
    return;
  }
  if (value.text !== undefined) addVersion(reading, key, value.text, place);
  else if (value.isTable) addTable(reading, key, value, place);
  else
    reading.warn(
      place.line,
      'This dependency has neither a version nor a table: write a version such as ">=2.4", or "*" for any.',
    );
}

/** Adds a dependency of conda that is a key of a table, as in Pixi. */
export function addCondaEntry(
  reading: DependencyReading,
  key: string,
  value: TomlTree,
  place: DependencyPlace,
): void {
  const name = pypiNameOf(key);
  if (name === 'python' || !isPackageName(key.replace(/^_+/, ''))) return;
  const version = condaVersion(value.text ?? value.get('version').text ?? '');
  reading.add({ name, extras: [], ...(version === undefined || version === '' ? {} : { version }) }, place);
}

function addVersion(reading: DependencyReading, key: string, text: string, place: DependencyPlace): void {
  reading.add({ name: normaliseName(key), extras: [], ...knownVersion(text) }, place);
}

function addTable(reading: DependencyReading, key: string, table: TomlTree, place: DependencyPlace): void {
  // The project itself, installed in place.
  if (/^\.?\/?$/.test(table.get('path').text ?? 'none')) return;
  const source = table.get('url').text ?? table.get('file').text ?? table.get('git').text;
  const marker = validMarker(table.get('markers').text ?? '');
  const archived = source === undefined ? undefined : parseRequirement(`${key} @ ${source}`)?.version;
  reading.add(
    {
      name: normaliseName(key),
      extras: table.get('extras').items.flatMap((item) => item.text ?? []),
      ...(archived === undefined ? {} : { version: archived }),
      ...knownVersion(table.get('version').text ?? ''),
      ...(marker === undefined ? {} : { marker }),
      ...(source === undefined ? {} : { url: source }),
    },
    table.get('optional').flag && place.scope === 'runtime' ? { ...place, scope: 'optional' } : place,
  );
}

function knownVersion(text: string): { version?: string } {
  const version = text
    .replace(/\s*(,|\|\|)\s*/g, '$1')
    .replace(/([<>=~!^])\s+/g, '$1')
    .trim();
  return version === '' || version === '*' || version.length > 200 ? {} : { version };
}
