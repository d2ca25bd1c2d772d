import type { TomlTree } from '../../project/text/tomlTree.ts';
import type { Allowlist } from './allowlist.ts';
import type { ConfigProblems } from './configProblems.ts';

/**
 * The allowlists of a rule, or of the whole file: `[[allowlists]]`, and `[allowlist]` as before version 8.21. A list
 * with anything that cannot be used is left out whole: half of it might hide more than it should.
 */
export function readAllowlists(
  table: TomlTree,
  file: string,
  problems: ConfigProblems,
  rule?: string,
): Allowlist[] {
  const lists = [...table.get('allowlists').items, table.get('allowlist')].filter(({ exists }) => exists);
  return lists.flatMap((list) => readAllowlist(list, file, problems, rule) ?? []);
}

function readAllowlist(
  list: TomlTree,
  file: string,
  problems: ConfigProblems,
  rule: string | undefined,
): Allowlist | undefined {
  const condition = readCondition(list.get('condition'), problems);
  const target = readTarget(list.get('regexTarget'), problems);
  const patterns = [...list.get('paths').items, ...list.get('regexes').items];
  const usable = patterns.map((pattern) => problems.test(pattern, 'the allowlist'));
  if (!condition || !target || usable.includes(false)) return undefined;
  const checks = {
    commits: texts(list.get('commits')),
    paths: texts(list.get('paths')),
    regexes: texts(list.get('regexes')),
    words: texts(list.get('stopwords')).filter((word) => word !== ''),
  };
  if (Object.values(checks).every((values) => values.length === 0)) {
    problems.add(list.line, 'This allowlist allows nothing: give it commits, paths, regexes or stopwords.');
    return undefined;
  }
  const targets = texts(list.get('targetRules'));
  const rules = rule === undefined ? targets : [rule];
  const reason = list.get('description').text;
  return {
    file,
    line: list.line,
    condition,
    target,
    ...checks,
    ...(rules.length > 0 && { rules }),
    ...(reason !== undefined && { reason }),
  };
}

function readCondition(
  { exists, text, line }: TomlTree,
  problems: ConfigProblems,
): Allowlist['condition'] | undefined {
  if (!exists) return 'or';
  switch (text?.toUpperCase()) {
    case '':
    case 'OR':
    case '||':
      return 'or';
    case 'AND':
    case '&&':
      return 'and';
    default:
      problems.add(line, 'A condition is AND or OR: correct it. The allowlist is left out.');
      return undefined;
  }
}

function readTarget(
  { exists, text, line }: TomlTree,
  problems: ConfigProblems,
): Allowlist['target'] | undefined {
  if (!exists || text === '' || text === 'secret') return 'secret';
  if (text === 'match' || text === 'line') return text;
  problems.add(line, 'A regexTarget is secret, match or line: correct it. The allowlist is left out.');
  return undefined;
}

function texts(list: TomlTree): string[] {
  return list.items.flatMap(({ text }) => text ?? []);
}
