import ignore from 'ignore';
import { sha256 } from '../baseline/sha.ts';
import { linearMatcher, type Matcher } from './regex/linearMatcher.ts';

/** What makes findings harmless, as plain data that goes to other threads. Patterns are in RE2's syntax. */
export interface Allowlist {
  /** The file that says so, and the 1-based line in it. */
  readonly file: string;
  readonly line: number;
  readonly reason?: string;
  /** `and`: of each kind of check that is given, one must hold. `or`: any one. */
  readonly condition: 'and' | 'or';
  /** Ids of rules it is about, of ours or of gitleaks; absent for all. */
  readonly rules?: readonly string[];
  readonly commits?: readonly string[];
  readonly paths?: readonly string[];
  /** In the way of .gitignore. */
  readonly globs?: readonly string[];
  readonly regexes?: readonly string[];
  /** What `regexes` look at: the secret alone, what the rule matched, or the lines it stands on. */
  readonly target: 'secret' | 'match' | 'line';
  /** In the secret, without regard to case. */
  readonly words?: readonly string[];
  /** SHA-256 of secrets, in hex. */
  readonly hashes?: readonly string[];
}

/** What an allowlist looks at. */
export interface AllowSubject {
  readonly path: string;
  readonly secret: string;
  /** What the rule matched, with the name beside the secret. */
  readonly match: string;
  readonly line: string;
  readonly commit?: string;
}

export type AllowTest = (subject: AllowSubject) => boolean;

/**
 * The test of an allowlist, its patterns compiled. Takes time in proportion to the subject, whatever the patterns.
 * Throws a RegexSyntaxError for patterns that are none; readers of files have tried them.
 */
export function compileAllowlist(list: Allowlist): AllowTest {
  const tests = [commitTest(list), pathTest(list), regexTest(list), valueTest(list)].filter(
    (test) => test !== undefined,
  );
  if (tests.length === 0) return () => false;
  return list.condition === 'and'
    ? (subject) => tests.every((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
}

function commitTest({ commits }: Allowlist): AllowTest | undefined {
  if (!commits?.length) return undefined;
  const known = new Set(commits.map((commit) => commit.trim().toLowerCase()));
  return ({ commit }) => commit !== undefined && known.has(commit.toLowerCase());
}

function pathTest({ paths = [], globs = [] }: Allowlist): AllowTest | undefined {
  if (paths.length + globs.length === 0) return undefined;
  const matchers = paths.map(linearMatcher);
  const patterns = ignore({ allowRelativePaths: true }).add([...globs]);
  return ({ path }) => matches(matchers, path) || (globs.length > 0 && path !== '' && patterns.ignores(path));
}

function regexTest({ regexes = [], target }: Allowlist): AllowTest | undefined {
  if (regexes.length === 0) return undefined;
  const matchers = regexes.map(linearMatcher);
  return (subject) => matches(matchers, subject[target]);
}

function valueTest({ words = [], hashes = [] }: Allowlist): AllowTest | undefined {
  if (words.length + hashes.length === 0) return undefined;
  const lower = words.map((word) => word.toLowerCase());
  const known = new Set(hashes.map((hash) => hash.toLowerCase()));
  return ({ secret }) => {
    const value = secret.toLowerCase();
    return lower.some((word) => value.includes(word)) || (known.size > 0 && known.has(sha256(secret)));
  };
}

function matches(matchers: readonly Matcher[], text: string): boolean {
  return matchers.some((matcher) => matcher(text));
}
