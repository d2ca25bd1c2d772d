import type { Node } from 'yaml';
import { confidences, type Confidence } from '../../../secrets/confidence.ts';
import type { Allowlist } from '../../../secrets/peers/allowlist.ts';
import type { JavaScriptPattern } from '../../../secrets/peers/regex/toJavaScript.ts';
import type { UserRule } from '../../../secrets/policy/userRule.ts';
import { namesRule } from '../../../secrets/suppress/ruleList.ts';
import type { SecretSeverity } from '../../../secrets/words.ts';
import {
  GuideReader,
  readFields,
  type FieldReader,
  type FieldReaders,
  type GuideProblem,
} from '../guideReader.ts';
import { overridePath } from '../overridePath.ts';
import { suggestion } from '../suggestion.ts';
import { readList, readOneOf, readText } from '../values.ts';
import { noSecretsOverride, type Placed, type SecretsOverride } from './secretsOverride.ts';
import {
  readEntropy,
  readFindPattern,
  readGroup,
  readHash,
  readRawText,
  readRuleName,
  readTestPattern,
} from './secretValues.ts';

export const severities = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly (
  SecretSeverity | 'off'
)[];

export interface ReadSecretsOverride {
  /** What is wrong is left out; the rest stays in force. */
  readonly secrets: SecretsOverride;
  /** With those of the file as a whole, such as broken YAML. */
  readonly problems: readonly GuideProblem[];
  /** Names that no rule has; empty where the ids of the built-in rules were not given. */
  readonly unknownRules: readonly GuideProblem[];
}

/**
 * Reads the `secrets` part of an override. `file` is what rules and allowlists name as their origin, `ruleIds` are those
 * of the built-in rules. Never throws.
 */
export function readSecretsOverride(
  text: string,
  ruleIds?: readonly string[],
  file = overridePath,
): ReadSecretsOverride {
  const reader = new GuideReader();
  const root = reader.parse(text);
  // Of a file that is no YAML, nothing can be said for certain.
  const isWhole = reader.problems.length === 0;
  const entry = isWhole && root && reader.entries(root, 'a guide')?.find(({ key }) => key === 'secrets');
  if (!entry) return { secrets: noSecretsOverride, problems: reader.problems, unknownRules: [] };
  const entries = reader.entries(entry.value, 'the secrets part', entry.keyNode);
  const draft = entries ? readFields(entries, reader, 'the secrets part', secretsFields(file)) : {};
  const { paths, disable = [], severity = [], rules = [], allow = [] } = draft;
  const secrets = {
    disable: disable.map(withoutNode),
    severity: severity.map(withoutNode),
    exclude: paths?.exclude?.map(withoutNode) ?? [],
    rules: withoutClashes(rules, ruleIds ?? [], reader),
    allow,
  };
  const { problems } = reader;
  return {
    secrets,
    problems: [...problems],
    unknownRules: unknownRules(draft, secrets.rules, ruleIds, reader),
  };
}

/** A value whose node messages can point at. */
interface Noted<T> extends Placed<T> {
  readonly node: Node;
}

interface SecretsDraft {
  readonly disable?: readonly Noted<string>[];
  readonly severity?: readonly Noted<readonly [string, SecretSeverity | 'off']>[];
  readonly paths?: { readonly exclude?: readonly Noted<string>[] };
  readonly rules?: readonly Noted<UserRule>[];
  readonly allow?: readonly Allowlist[];
}

function withoutNode<T>({ value, line }: Noted<T>): Placed<T> {
  return { value, line };
}

function noted<T>(read: FieldReader<T>): FieldReader<Noted<T>> {
  return (node, reader, at) => {
    const value = read(node, reader, at);
    return value === undefined ? undefined : { value, node: node ?? at, line: reader.lineOf(node ?? at) };
  };
}

function secretsFields(file: string): FieldReaders<SecretsDraft> {
  return {
    disable: readList(noted(readRuleName), 'ids of rules'),
    severity: readSeverities,
    paths: fieldsOf<NonNullable<SecretsDraft['paths']>>('the paths', {
      exclude: readList(noted(readRawText), 'patterns of paths'),
    }),
    rules: readList(readRule(file), 'rules'),
    allow: readAllow(file),
  };
}

function fieldsOf<T>(what: string, fields: FieldReaders<T>): FieldReader<Partial<T>> {
  return (node, reader, at) => {
    const entries = reader.entries(node, what, at);
    return entries && readFields<T>(entries, reader, what, fields);
  };
}

const readSeverities: FieldReader<readonly Noted<readonly [string, SecretSeverity | 'off']>[]> = (
  node,
  reader,
  at,
) =>
  reader.entries(node, 'severities by rule', at)?.flatMap(({ keyNode, value }) => {
    const name = readRuleName(keyNode, reader, keyNode);
    const severity = readOneOf(severities, 'severity')(value, reader, keyNode);
    if (name === undefined || severity === undefined) return [];
    return [{ value: [name, severity] as const, node: keyNode, line: reader.lineOf(keyNode) }];
  });

interface RuleDraft {
  readonly id?: string;
  readonly title?: string;
  readonly pattern?: JavaScriptPattern;
  readonly keywords?: readonly string[];
  readonly group?: number | string;
  readonly confidence?: Confidence;
  readonly entropy?: number;
  readonly path?: string;
}

const readRuleId: FieldReader<string> = (node, reader, at) => {
  const id = readRawText(node, reader, at);
  if (id === undefined || /^[a-z][a-z0-9-]{1,60}$/.test(id)) return id;
  const message = `"${id.slice(0, 60)}" cannot be the id of a rule: use lower-case letters, digits and hyphens, a letter first.`;
  reader.report('guide/invalid-value', node ?? at, message);
  return undefined;
};

const ruleFields: FieldReaders<RuleDraft> = {
  id: readRuleId,
  title: readText,
  pattern: readFindPattern,
  keywords: readList(readRawText, 'keywords'),
  group: readGroup,
  confidence: readOneOf(confidences, 'confidence'),
  entropy: readEntropy,
  path: readTestPattern,
};

/** A rule with anything wrong in it is left out whole. */
function readRule(file: string): FieldReader<Noted<UserRule>> {
  return (node, reader, at) => {
    const before = reader.problems.length;
    const entries = reader.entries(node, 'a rule', at);
    if (!entries) return undefined;
    const draft = readFields<RuleDraft>(entries, reader, 'a rule', ruleFields);
    const missing = ['id', 'title', 'pattern'].filter((key) => !entries.some((entry) => entry.key === key));
    if (missing.length > 0)
      reader.report('guide/missing-field', node ?? at, `The rule lacks: ${missing.join(', ')}.`);
    const { id, title, pattern, keywords = [], confidence = 'medium', ...rest } = draft;
    if (reader.problems.length > before || id === undefined || title === undefined || !pattern)
      return undefined;
    const own = { allowlists: [], file, line: reader.lineOf(node ?? at) };
    const lower = keywords.map((keyword) => keyword.toLowerCase());
    const value = { id, title, ...pattern, ...rest, keywords: lower, confidence, ...own };
    return { value, node: node ?? at, line: own.line };
  };
}

interface AllowDraft {
  readonly words?: readonly Placed<string>[];
  readonly regexes?: readonly Placed<string>[];
  readonly paths?: readonly Placed<string>[];
  readonly hashes?: readonly Placed<string>[];
}

/** One allowlist for each line, so that reports can name it. */
function readAllow(file: string): FieldReader<readonly Allowlist[]> {
  const fields: FieldReaders<AllowDraft> = {
    words: readList(noted(readRawText), 'words'),
    regexes: readList(noted(readTestPattern), 'patterns'),
    paths: readList(noted(readRawText), 'patterns of paths'),
    hashes: readList(noted(readHash), 'hashes'),
  };
  return (node, reader, at) => {
    const draft = fieldsOf<AllowDraft>('what is allowed', fields)(node, reader, at);
    const lists = (
      values: readonly Placed<string>[] = [],
      key: 'words' | 'regexes' | 'globs' | 'hashes',
    ): Allowlist[] =>
      values.map(({ value, line }) => ({ file, line, condition: 'or', target: 'secret', [key]: [value] }));
    return (
      draft && [
        ...lists(draft.words, 'words'),
        ...lists(draft.regexes, 'regexes'),
        ...lists(draft.paths, 'globs'),
        ...lists(draft.hashes, 'hashes'),
      ]
    );
  };
}

/** Findings are told apart by the id of their rule. */
function withoutClashes(
  rules: readonly Noted<UserRule>[],
  builtIn: readonly string[],
  reader: GuideReader,
): UserRule[] {
  const taken = new Set(builtIn);
  return rules.flatMap(({ value, node }) => {
    if (taken.has(value.id)) {
      reader.report('guide/invalid-value', node, `There is a rule "${value.id}" already: choose another id.`);
      return [];
    }
    taken.add(value.id);
    return [value];
  });
}

function unknownRules(
  { disable = [], severity = [] }: SecretsDraft,
  own: readonly UserRule[],
  ruleIds: readonly string[] | undefined,
  reader: GuideReader,
): GuideProblem[] {
  if (!ruleIds) return [];
  const known = [...ruleIds, ...own.map(({ id }) => id)];
  const names = [
    ...disable.map(({ value, node }) => ({ name: value, node })),
    ...severity.map(({ value, node }) => ({ name: value[0], node })),
  ];
  const before = reader.problems.length;
  for (const { name, node } of names) {
    if (confidences.some((confidence) => confidence === name)) continue;
    if (known.some((id) => namesRule(name, id))) continue;
    reader.report('guide/unknown-id', node, `"${name}" is not the id of a rule.${suggestion(name, known)}`);
  }
  return reader.problems.slice(before);
}
