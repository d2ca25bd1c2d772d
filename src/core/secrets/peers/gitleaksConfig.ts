import { parseToml, type TomlTree } from '../../project/text/tomlTree.ts';
import type { UserRule } from '../policy/userRule.ts';
import type { Allowlist } from './allowlist.ts';
import { ConfigProblems, type ConfigProblem } from './configProblems.ts';
import { readAllowlists } from './gitleaksAllowlist.ts';
import { entropyOfFilter } from './exprFilter.ts';

/** Where gitleaks and betterleaks look for their configuration, relative to the folder. */
export const gitleaksConfigPaths = ['.betterleaks.toml', 'betterleaks.toml', '.gitleaks.toml'] as const;

/** A rule of a peer that is off, with the place where that is said. */
export interface DisabledRule {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

/** What a configuration of gitleaks or betterleaks says, as far as it can be used. */
export interface GitleaksConfig {
  readonly rules: readonly UserRule[];
  /** For all findings, or for those of their `rules`. */
  readonly allowlists: readonly Allowlist[];
  readonly disabled: readonly DisabledRule[];
  /** `[extend] path`, as it stands there: relative to the folder that gitleaks is run in. */
  readonly extend?: { readonly path: string; readonly line: number };
  readonly problems: readonly ConfigProblem[];
}

const mostRules = 2_000;

/**
 * Reads a configuration of gitleaks (version 8) or betterleaks. Nothing in it is run: patterns are parsed, expressions
 * are not evaluated. A rule that cannot be used is a problem with its place; the others stay. Our own rules are in force
 * whether or not it says `useDefault`. Never throws.
 */
export function readGitleaksConfig(text: string, file: string): GitleaksConfig {
  const { root, problem } = parseToml({ path: file, text, size: text.length, sampled: false });
  const problems = new ConfigProblems(file);
  if (problem) return { rules: [], allowlists: [], disabled: [], problems: [problem] };
  const allowlists = [...readAllowlists(root, file, problems)];
  const rules: UserRule[] = [];
  const ids = new Set<string>();
  for (const table of root.get('rules').items.slice(0, mostRules)) {
    const read = readRule(table, file, problems);
    if (read.rule && ids.has(read.rule.id))
      problems.add(table.line, `The rule "${read.rule.id}" stands here a second time: remove one.`);
    else if (read.rule) {
      ids.add(read.rule.id);
      rules.push(read.rule);
    } else allowlists.push(...read.allowlists);
  }
  return { rules, allowlists, ...readExtend(root.get('extend'), file, problems), problems: problems.all };
}

function readExtend(
  extend: TomlTree,
  file: string,
  problems: ConfigProblems,
): Pick<GitleaksConfig, 'disabled' | 'extend'> {
  const url = extend.get('url');
  if (url.exists)
    problems.add(
      url.line,
      'Nothing is fetched: copy the file here and name it as "path" instead.',
      'information',
    );
  const disabled = extend
    .get('disabledRules')
    .items.flatMap(({ text, line }) => (text === undefined ? [] : [{ rule: text, file, line }]));
  const path = extend.get('path');
  return { disabled, ...(path.text !== undefined && { extend: { path: path.text, line: path.line } }) };
}

/** A rule, or only allowlists for one that is defined elsewhere. */
function readRule(
  table: TomlTree,
  file: string,
  problems: ConfigProblems,
): { rule?: UserRule; allowlists: readonly Allowlist[] } {
  const id = table.get('id').text;
  if (id === undefined || !/^[\w.:-]{1,100}$/.test(id)) {
    problems.add(
      table.line,
      'This rule has no id of letters, digits and hyphens: give it one. It is left out.',
    );
    return { allowlists: [] };
  }
  const allowlists = readAllowlists(table, file, problems, id);
  const regex = table.get('regex');
  if (!regex.exists) {
    if (table.get('path').exists && allowlists.length === 0)
      problems.add(
        table.line,
        `The rule "${id}" tells of files by their path alone, which holds no secret: it is left out.`,
        'information',
      );
    return { allowlists };
  }
  const unusable = unusableReason(table);
  if (unusable !== undefined) {
    problems.add(table.line, `The rule "${id}" ${unusable}: it is left out.`, 'information');
    return { allowlists: [] };
  }
  const pattern = problems.pattern(regex, `the rule "${id}"`);
  const path = table.get('path');
  if (!pattern || (path.exists && !problems.test(path, `the rule "${id}"`))) return { allowlists: [] };
  return {
    rule: { id, ...pattern, ...ruleFields(table, id, problems), allowlists, file, line: table.line },
    allowlists,
  };
}

/** Fields whose meaning we do not have, and without which the rule would find too much. */
function unusableReason(table: TomlTree): string | undefined {
  if (table.get('skipReport').flag) return 'reports nothing by itself';
  if (table.get('required').exists) return 'asks for another secret nearby, which is not supported';
  return undefined;
}

function ruleFields(
  table: TomlTree,
  id: string,
  problems: ConfigProblems,
): Pick<UserRule, 'title' | 'keywords' | 'confidence' | 'group' | 'entropy' | 'path'> {
  const filter = table.get('filter');
  const fromFilter = filter.text === undefined ? undefined : entropyOfFilter(filter.text);
  if (filter.exists && fromFilter?.whole !== true) {
    problems.addOnce(
      filter.line,
      'Filters are not evaluated, here and below, so these rules may find more than they do in betterleaks.',
    );
  }
  const group = table.get('secretGroup').number;
  const entropy = table.get('entropy').number ?? fromFilter?.entropy;
  const path = table.get('path').text;
  const keywords = table
    .get('keywords')
    .items.flatMap(({ text }) => (text === undefined || text === '' ? [] : [text.toLowerCase()]));
  return {
    title: `secret of the rule "${id}"`,
    confidence: 'medium',
    keywords,
    ...(group !== undefined && group > 0 && { group }),
    ...(entropy !== undefined && entropy > 0 && { entropy }),
    ...(path !== undefined && { path }),
  };
}
