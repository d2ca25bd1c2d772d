import { parseRegex } from './parseRegex.ts';
import { contains, type Assertion, type RegexNode } from './syntax.ts';

/** One step of a program; `next` of steps that do not branch is the step after them. */
type Step =
  | { readonly kind: 'set'; readonly test: (code: number) => boolean }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { kind: 'branch'; targets: readonly number[] };

/** Steps; a pattern that needs more is refused. */
const mostSteps = 20_000;
/** Characters that are looked at; values and lines that are longer are cut. */
const mostCharacters = 2_000;

/** Says whether a text matches anywhere. */
export type Matcher = (text: string) => boolean;

/**
 * A matcher of a pattern in RE2's syntax that takes time in proportion to text and pattern, whatever the two are: all
 * ways through the pattern are followed at once (Thompson's construction). For the patterns of allowlists, which come
 * with the workspace and run wherever a finding is judged. Throws a RegexSyntaxError.
 */
export function linearMatcher(pattern: string): Matcher {
  const program: Step[] = [];
  compile(parseRegex(pattern), program);
  return (text) => run(program, text.slice(0, mostCharacters));
}

function push(program: Step[], step: Step): number {
  if (program.length >= mostSteps) throw new RangeError('the pattern is too large');
  return program.push(step) - 1;
}

function compile(node: RegexNode, program: Step[]): void {
  switch (node.kind) {
    case 'set':
      push(program, { kind: 'set', test: (code) => contains(node.set, code) });
      return;
    case 'property':
      push(program, { kind: 'set', test: propertyTest(node.name, node.negated) });
      return;
    case 'assertion':
      push(program, node);
      return;
    case 'group':
      compile(node.body, program);
      return;
    case 'sequence':
      for (const part of node.parts) compile(part, program);
      return;
    case 'choice':
      compileChoice(node.options, program);
      return;
    case 'repeat':
      compileRepeat(node, program);
  }
}

function compileChoice(options: readonly RegexNode[], program: Step[]): void {
  const fork: { kind: 'branch'; targets: number[] } = { kind: 'branch', targets: [] };
  const exits: { kind: 'branch'; targets: readonly number[] }[] = [];
  push(program, fork);
  for (const option of options) {
    fork.targets.push(program.length);
    compile(option, program);
    const exit: (typeof exits)[number] = { kind: 'branch', targets: [] };
    exits.push(exit);
    push(program, exit);
  }
  for (const exit of exits) exit.targets = [program.length];
}

function compileRepeat({ body, min, max }: RegexNode & { kind: 'repeat' }, program: Step[]): void {
  for (let time = 0; time < min; time++) compile(body, program);
  if (max === Infinity) {
    const fork: { kind: 'branch'; targets: readonly number[] } = { kind: 'branch', targets: [] };
    const start = push(program, fork);
    compile(body, program);
    push(program, { kind: 'branch', targets: [start] });
    fork.targets = [start + 1, program.length];
    return;
  }
  const forks: { fork: { kind: 'branch'; targets: readonly number[] }; at: number }[] = [];
  for (let time = min; time < max; time++) {
    const fork: { kind: 'branch'; targets: readonly number[] } = { kind: 'branch', targets: [] };
    forks.push({ fork, at: push(program, fork) });
    compile(body, program);
  }
  for (const { fork, at } of forks) fork.targets = [at + 1, program.length];
}

function propertyTest(name: string, negated: boolean): (code: number) => boolean {
  const source = /^[A-Z][a-z]?$/.test(name) ? `\\p{${name}}` : `\\p{Script=${name}}`;
  const pattern = new RegExp(source, 'u');
  return (code) => pattern.test(String.fromCodePoint(code)) !== negated;
}

function run(program: readonly Step[], text: string): boolean {
  const seen = new Int32Array(program.length + 1).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= text.length;) {
    if (reach(program, 0, text, at, seen, current)) return true;
    if (at === text.length) return false;
    const code = text.codePointAt(at) ?? 0;
    const after = at + (code > 0xffff ? 2 : 1);
    const next: number[] = [];
    for (const step of current) {
      const what = program[step];
      const taken = what?.kind === 'set' && what.test(code);
      if (taken && reach(program, step + 1, text, after, seen, next)) return true;
    }
    current = next;
    at = after;
  }
  return false;
}

/**
 * Follows branches and assertions from a step, and keeps those that wait for a character; true where the program ends.
 * `seen` holds for each step the place it was last reached at.
 */
function reach(
  program: readonly Step[],
  first: number,
  text: string,
  at: number,
  seen: Int32Array,
  waiting: number[],
): boolean {
  const open = [first];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (seen[step] === at) continue;
    seen[step] = at;
    const what = program[step];
    if (!what) return true;
    if (what.kind === 'branch') open.push(...what.targets);
    else if (what.kind === 'set') waiting.push(step);
    else if (holds(what.what, text, at)) open.push(step + 1);
  }
  return false;
}

function holds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'lineStart':
      return at === 0 || text[at - 1] === '\n';
    case 'lineEnd':
      return at === text.length || text[at] === '\n';
    default:
      return (isWord(text[at - 1]) !== isWord(text[at])) === (what === 'boundary');
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
