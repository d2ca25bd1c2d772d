/** Lines of an ignore file that are read, and characters of one. */
const [mostRules, longestRule] = [1_000, 300];

interface Rule {
  readonly segments: readonly string[];
  readonly isException: boolean;
}

/** The patterns of a .dockerignore, which are rooted, and of which the last that matches wins. */
export class DockerIgnore {
  readonly #rules: readonly Rule[];

  constructor(text: string) {
    this.#rules = text
      .split(/\r\n|\n|\r/, mostRules)
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.trim().slice(0, longestRule))
      .filter((line) => line !== '' && line !== '!')
      .map(readRule);
  }

  ignores(path: string): boolean {
    const segments = path.split('/');
    let isIgnored = false;
    for (const rule of this.#rules) {
      if (rule.isException !== isIgnored) continue;
      if (matchesPrefix(rule.segments, segments)) isIgnored = !rule.isException;
    }
    return isIgnored;
  }
}

function readRule(line: string): Rule {
  const isException = line.startsWith('!');
  const pattern = (isException ? line.slice(1).trim() : line).replace(/^(?:\.?\/)+|\/+$/g, '');
  return { isException, segments: pattern.split('/').filter((each) => each !== '' && each !== '.') };
}

/** A pattern also holds for all that lies under what it matches. */
function matchesPrefix(pattern: readonly string[], path: readonly string[]): boolean {
  for (let length = 1; length <= path.length; length++)
    if (matchesPath(pattern, path.slice(0, length))) return true;
  return false;
}

/** `**` stands for any number of folders; `*`, `?` and `[…]` stay within one. */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  let reachable = new Set([0]);
  for (const segment of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (segment === '**') for (let to = at; to <= path.length; to++) next.add(to);
      else if (at < path.length && matchesSegment(segment, path[at] ?? '')) next.add(at + 1);
    }
    reachable = next;
    if (reachable.size === 0) return false;
  }
  return reachable.has(path.length);
}

/** Star with one way back, so that the time is the product of the lengths at most. */
function matchesSegment(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < name.length) {
    if (pattern.charAt(at) === '*') {
      star = at++;
      mark = from;
      continue;
    }
    const step = matchOne(pattern, at, name.charAt(from));
    if (step > 0) {
      at += step;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else return false;
  }
  while (pattern.charAt(at) === '*') at++;
  return at === pattern.length;
}

/** How many characters of the pattern match one character; 0 for none. */
function matchOne(pattern: string, at: number, character: string): number {
  const expected = pattern.charAt(at);
  if (expected === '') return 0;
  if (expected === '?') return 1;
  if (expected === '\\') return pattern.charAt(at + 1) === character ? 2 : 0;
  const close = expected === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (close < 0) return expected === character ? 1 : 0;
  return inClass(pattern.slice(at + 1, close), character) ? close - at + 1 : 0;
}

function inClass(members: string, character: string): boolean {
  const isNegated = members.startsWith('^') || members.startsWith('!');
  const list = isNegated ? members.slice(1) : members;
  let isIn = false;
  for (let at = 0; at < list.length; at++) {
    if (list.charAt(at + 1) === '-' && at + 2 < list.length) {
      isIn ||= list.charAt(at) <= character && character <= list.charAt(at + 2);
      at += 2;
    } else isIn ||= list.charAt(at) === character;
  }
  return isIn !== isNegated;
}
