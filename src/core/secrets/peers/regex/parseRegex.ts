import { parseClass } from './parseClass.ts';
import { everything, notNewline, perlClasses } from './classes.ts';
import { RegexCursor } from './regexCursor.ts';
import { normalised, RegexSyntaxError, withBothCases, type CharacterSet, type RegexNode } from './syntax.ts';

/** As in RE2: no count above this, nor counts within counts whose product is. */
const mostRepeats = 1000;
const mostLevels = 100;
/** Characters; longer patterns are no rules of people. */
const longest = 10_000;

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/**
 * Reads a regular expression in the syntax of RE2 (Go's `regexp`), which knows neither look-around nor back references.
 * Throws a RegexSyntaxError with the place.
 */
export function parseRegex(pattern: string): RegexNode {
  if (pattern.length > longest) throw new RegexSyntaxError(`it is longer than ${longest} characters`, 0);
  const parser = new Parser(pattern);
  const node = parser.choice({ i: false, m: false, s: false, U: false }, 0);
  parser.mustEnd();
  checkRepeats(node, 1);
  return node;
}

class Parser {
  readonly #cursor: RegexCursor;
  readonly #names = new Set<string>();

  constructor(pattern: string) {
    this.#cursor = new RegexCursor(pattern);
  }

  mustEnd(): void {
    if (!this.#cursor.done) throw this.#cursor.error('there is a ")" too many');
  }

  /** `(?i)` in the middle of a group changes the rest of it, the other options too, so flags are passed on. */
  choice(flags: Flags, level: number): RegexNode {
    if (level > mostLevels) throw this.#cursor.error('it is nested too deeply');
    const state = { flags };
    const options = [this.#sequence(state, level)];
    while (this.#cursor.take('|')) options.push(this.#sequence(state, level));
    const [only] = options;
    return options.length === 1 && only ? only : (oneSet(options) ?? { kind: 'choice', options });
  }

  #sequence(state: { flags: Flags }, level: number): RegexNode {
    const parts: RegexNode[] = [];
    while (!this.#cursor.done && !this.#cursor.at('|') && !this.#cursor.at(')')) {
      const quoted = this.#cursor.quotedLiteral();
      if (quoted !== undefined) {
        parts.push(...Array.from(quoted, (character) => literal(character, state.flags)));
        continue;
      }
      const changed = this.#flagsAlone(state.flags);
      if (changed) {
        state.flags = changed;
        continue;
      }
      parts.push(this.#repeated(this.#atom(state.flags, level), state.flags));
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'sequence', parts };
  }

  #repeated(body: RegexNode, flags: Flags): RegexNode {
    const count = this.#cursor.repetition();
    if (!count) return body;
    const { min, max } = count;
    if (min > mostRepeats || (max !== Infinity && max > mostRepeats))
      throw this.#cursor.error(`a repetition goes above ${mostRepeats}`);
    if (max < min) throw this.#cursor.error('a repetition ends before it begins');
    const lazy = this.#cursor.take('?') !== flags.U;
    if (this.#cursor.repetition()) throw this.#cursor.error('a repetition stands after another');
    return { kind: 'repeat', body, min, max, lazy };
  }

  #atom(flags: Flags, level: number): RegexNode {
    const cursor = this.#cursor;
    if (cursor.take('(')) return this.#group(flags, level);
    if (cursor.at('[')) return { kind: 'set', set: parseClass(cursor, flags.i) };
    if (cursor.at('\\')) return this.#escape(flags);
    const start = cursor.offset;
    if (cursor.repetition()) throw new RegexSyntaxError('a repetition has nothing to repeat', start);
    const character = cursor.next();
    switch (character) {
      case '.':
        return { kind: 'set', set: flags.s ? everything : notNewline };
      case '^':
        return { kind: 'assertion', what: flags.m ? 'lineStart' : 'start' };
      case '$':
        return { kind: 'assertion', what: flags.m ? 'lineEnd' : 'end' };
      default:
        return literal(character, flags);
    }
  }

  #escape(flags: Flags): RegexNode {
    const cursor = this.#cursor;
    const letter = cursor.peek(1);
    switch (letter) {
      case 'A':
      case 'z':
      case 'b':
      case 'B':
        cursor.skip(2);
        return {
          kind: 'assertion',
          what: ({ A: 'start', z: 'end', b: 'boundary', B: 'notBoundary' } as const)[letter],
        };
      case 'p':
      case 'P':
        return { kind: 'property', ...cursor.property() };
      default: {
        const set = perlClasses[letter];
        if (!set) return literal(cursor.escapedCharacter(), flags);
        cursor.skip(2);
        return { kind: 'set', set };
      }
    }
  }

  /** After the opening parenthesis. */
  #group(flags: Flags, level: number): RegexNode {
    const cursor = this.#cursor;
    const start = cursor.offset - 1;
    let inner = flags;
    let capture = true;
    let name: string | undefined;
    if (cursor.take('?')) {
      name = cursor.groupName();
      if (name === undefined) {
        capture = false;
        inner = this.#flagsUpTo(':', flags, start);
      } else if (this.#names.has(name)) throw cursor.error(`two groups are named "${name}"`);
      else this.#names.add(name);
    }
    const body = this.choice(inner, level + 1);
    if (!cursor.take(')')) throw new RegexSyntaxError('a group is not closed', start);
    return { kind: 'group', body, capture, ...(name !== undefined && { name }) };
  }

  #flagsAlone(flags: Flags): Flags | undefined {
    if (!this.#cursor.matches(/\(\?[imsU]*(?:-[imsU]+)?\)/y)) return undefined;
    this.#cursor.skip(2);
    return this.#flagsUpTo(')', flags, this.#cursor.offset);
  }

  #flagsUpTo(end: string, flags: Flags, start: number): Flags {
    const changed = { ...flags };
    let on = true;
    for (;;) {
      const mark = this.#cursor.next();
      if (mark === end) return changed;
      if (mark === '-') on = false;
      else if (mark === 'i' || mark === 'm' || mark === 's' || mark === 'U') changed[mark] = on;
      else throw new RegexSyntaxError(unknownGroup(mark), start);
    }
  }
}

function unknownGroup(mark: string): string {
  if (mark === '=' || mark === '!' || mark === '<') return 'look-around is not part of RE2';
  if (mark === '') return 'a group is not closed';
  return `"(?${mark}" is not part of RE2`;
}

function literal(character: string, flags: Flags): RegexNode {
  const code = character.codePointAt(0) ?? 0;
  const set: CharacterSet = [[code, code]];
  return { kind: 'set', set: flags.i ? withBothCases(set) : set };
}

/** `.|[\n\r]` as the one class it is, which no engine can read in two ways. */
function oneSet(options: readonly RegexNode[]): RegexNode | undefined {
  const sets = options.flatMap((option) => (option.kind === 'set' ? [option.set] : []));
  return sets.length === options.length ? { kind: 'set', set: normalised(sets.flat()) } : undefined;
}

/** What RE2 says of `(x{100}){100}`: it would be written out ten thousand times. */
function checkRepeats(node: RegexNode, outer: number): void {
  let times = outer;
  if (node.kind === 'repeat') {
    times *= Math.max(1, node.max === Infinity ? node.min : node.max);
    if (times > mostRepeats) throw new RegexSyntaxError(`nested repetitions go above ${mostRepeats}`, 0);
  }
  for (const child of childrenOf(node)) checkRepeats(child, times);
}

function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'repeat':
    case 'group':
      return [node.body];
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.options;
    default:
      return [];
  }
}
