import { ruleName } from './ruleList.ts';

/** A comment that takes findings back, of ours or of a peer. */
export interface Directive {
  /** As reports name it: `gitleaks:allow`. */
  readonly name: string;
  /**
   * `line`: findings on its line. `nextLine`: on the one after it. `either`: on its line or, where the comment stands
   * alone, on the one after it. `disable` and `enable`: everything from there on.
   */
  readonly scope: 'line' | 'nextLine' | 'either' | 'disable' | 'enable';
  /** Ids of rules as they stand there; empty for all. */
  readonly rules: readonly string[];
  /** Whether the ids are ours, or those of a peer. */
  readonly dialect: 'own' | 'peer';
  /** Where it begins in the text. */
  readonly offset: number;
  readonly reason?: string;
}

/**
 * All spellings. gitleaks and betterleaks: docs of their ignore comments. detect-secrets: README, "Inline Allowlisting".
 * secretlint: README of secretlint-rule-filter-comments. Semgrep: "Ignore files, folders, and code". trufflehog and
 * GitGuardian: a comment on the line.
 */
const spellings =
  /(?<![\w-])(?:(gitleaks:allow|betterleaks:allow|trufflehog:ignore|gitguardian:ignore|ggignore(?:-start|-end)?)(?![\w-])|pragma: ?(?:allow|white)list[ -](nextline[ -])?secret|secretlint-(disable-next-line|disable-line|disable|enable)(?![\w-])|nosem(?:grep)?(?![\w-])|ai-stack:[ \t]*(allow-next-line|allow)(?![\w-]))/g;

/** Characters after a directive that are read for rules and the reason. */
const longestRest = 400;

/** All directives of a text in its order, in one pass. */
export function directivesIn(text: string): Directive[] {
  return [...text.matchAll(spellings)].flatMap((match) => {
    const directive = readDirective(match, restOfLine(text, match.index + match[0].length));
    return directive ? [directive] : [];
  });
}

function readDirective(match: RegExpExecArray, rest: string): Directive | undefined {
  const [whole, plain, nextLine, secretlint, own] = match;
  const base = { offset: match.index, name: whole, rules: [], dialect: 'peer' } as const;
  if (plain !== undefined) return { ...base, scope: plainScope(base.name) };
  if (own !== undefined) return ownDirective(match.index, own, rest);
  if (secretlint !== undefined) {
    const scope = secretlintScopes[secretlint];
    const { list, reason } = split(rest);
    const rules = list.split(',').map((id) => id.trim()).filter(Boolean); // prettier-ignore
    return scope && { ...base, scope, rules, ...reason };
  }
  if (base.name.startsWith('pragma')) {
    return { ...base, name: 'pragma: allowlist secret', scope: nextLine === undefined ? 'line' : 'nextLine' };
  }
  const ids = /^[ \t]*[:=][ \t]*([\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*)/.exec(rest)?.[1];
  return { ...base, name: 'nosemgrep', scope: 'either', rules: ids?.split(/[ \t]*,[ \t]*/) ?? [] };
}

const secretlintScopes: Readonly<Record<string, Directive['scope']>> = {
  'disable-next-line': 'nextLine',
  'disable-line': 'line',
  disable: 'disable',
  enable: 'enable',
};

function plainScope(name: string): Directive['scope'] {
  if (name === 'ggignore-start') return 'disable';
  return name === 'ggignore-end' ? 'enable' : 'line';
}

/** `ai-stack: allow[ rule[, rule…]][ -- reason]`. What names no rule is no directive: a slip hides nothing. */
function ownDirective(offset: number, word: string, rest: string): Directive | undefined {
  const { list, reason } = split(rest);
  const names = list === '' ? [] : list.split(',').map((id) => ruleName(id.trim()));
  const rules = names.filter((name) => name !== undefined);
  if (rules.length !== names.length) return undefined;
  const scope = word === 'allow' ? 'line' : 'nextLine';
  return { name: `ai-stack: ${word}`, scope, rules, dialect: 'own', offset, ...reason };
}

/** The rules before `--` and the reason after it, without the mark that ends the comment. */
function split(rest: string): { list: string; reason: { reason?: string } } {
  const text = rest.replace(/(?:\*+\/|--!?>|%>|#>|"""|''').*$/, '');
  const dashes = text.indexOf('--');
  if (dashes < 0) return { list: text.trim(), reason: {} };
  const reason = text.slice(dashes + 2).trim();
  return { list: text.slice(0, dashes).trim(), reason: reason === '' ? {} : { reason } };
}

function restOfLine(text: string, start: number): string {
  const rest = text.slice(start, start + longestRest);
  const end = rest.search(/[\r\n]/);
  return end < 0 ? rest : rest.slice(0, end);
}
