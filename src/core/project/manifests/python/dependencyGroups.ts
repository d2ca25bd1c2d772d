import type { TomlTree } from '../../text/tomlTree.ts';
import { type DependencyReading } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { normaliseName } from './pep508.ts';

/**
 * Adds the groups of PEP 735. A group that is included by another is read once, where it stands; a group that is
 * not there or that includes itself is a problem.
 */
export function addDependencyGroups(
  reading: DependencyReading,
  groups: TomlTree,
  add: (item: TomlTree, group: string) => void,
): void {
  const included = new Map<string, { group: string; line: number }[]>();
  for (const { key, value } of groups.entries) {
    const inclusions: { group: string; line: number }[] = [];
    for (const item of value.items) {
      const group = item.get('include-group').text;
      if (group !== undefined) inclusions.push({ group: normaliseName(group), line: item.line });
      else if (item.text !== undefined) add(item, key);
    }
    included.set(normaliseName(key), inclusions);
  }
  for (const [group, inclusions] of included) {
    for (const inclusion of inclusions) {
      if (!included.has(inclusion.group))
        reading.warn(
          inclusion.line,
          'This dependency group is not there: define it under [dependency-groups], or remove the inclusion.',
        );
      else if (reaches(included, inclusion.group, group))
        reading.warn(inclusion.line, 'This dependency group includes itself: remove one of the inclusions.');
    }
  }
}

/** Groups of PEP 735 are not part of what is published; one that is not named after development is on demand. */
export function dependencyGroupScope(group: string): 'dev' | 'optional' {
  return groupScope(group) === 'dev' ? 'dev' : 'optional';
}

function reaches(
  included: ReadonlyMap<string, readonly { group: string }[]>,
  from: string,
  target: string,
): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    if (group === target) return true;
    if (seen.has(group)) continue;
    seen.add(group);
    open.push(...(included.get(group) ?? []).map((inclusion) => inclusion.group));
  }
  return false;
}
