import { everything } from './classes.ts';
import { normalised, overlaps, type CharacterSet, type RegexNode } from './syntax.ts';

/** A repetition that goes on for this long counts as one without end. */
const endless = 25;

/**
 * Why a backtracking engine would take exponential time on some texts, as part of a sentence; undefined where nothing
 * plain speaks for it. Finds repetitions of what can itself be read in several ways: `(a+)+`, `(a|a)*`, `(a*b?)*`.
 * Patterns that pass may still be slow, so that they run with a deadline all the same.
 */
export function explosion(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'repeat':
      return (node.max > endless && ambiguous(node.body)) || explosion(node.body);
    case 'group':
      return explosion(node.body);
    case 'sequence':
      return first(node.parts, explosion);
    case 'choice':
      return first(node.options, explosion);
    default:
      return undefined;
  }
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the body of a repetition lets the same text be read in several ways. */
function ambiguous(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'group':
      return ambiguous(node.body);
    case 'choice':
      return ambiguousChoice(node.options) ?? first(node.options, ambiguous);
    case 'repeat':
      return node.max > endless ? 'a repetition stands directly within another' : ambiguous(node.body);
    case 'sequence':
      return ambiguousSequence(node.parts);
    default:
      return undefined;
  }
}

/** `[a-z]|[a-z0-9]`: one character fits two ways. */
function ambiguousChoice(options: readonly RegexNode[]): string | undefined {
  const singles = options.map(asSingle).filter((set) => set !== undefined);
  const clash = singles.some((set, at) => singles.slice(at + 1).some((other) => overlaps(set, other)));
  return clash ? 'two choices within a repetition match the same character' : undefined;
}

/** A repetition in a sequence is harmless where something that must stand there, and that it cannot match, parts two rounds. */
function ambiguousSequence(nested: readonly RegexNode[]): string | undefined {
  const parts = nested.flatMap(flattened);
  for (const [at, part] of parts.entries()) {
    const others = [...parts.slice(0, at), ...parts.slice(at + 1)].filter(mustStand).map(charactersOf);
    for (const inner of endlessParts(part)) {
      if (others.some((other) => !overlaps(other, inner))) continue;
      return 'a repetition stands within another, with nothing between two rounds that it cannot match';
    }
  }
  return undefined;
}

/** `a(bc)d` as four parts. */
function flattened(node: RegexNode): readonly RegexNode[] {
  if (node.kind === 'group') return flattened(node.body);
  return node.kind === 'sequence' ? node.parts.flatMap(flattened) : [node];
}

/** The characters of each part of a node that goes on without end. */
function endlessParts(node: RegexNode): readonly CharacterSet[] {
  switch (node.kind) {
    case 'repeat':
      return node.max > endless ? [charactersOf(node.body)] : endlessParts(node.body);
    case 'group':
      return endlessParts(node.body);
    case 'sequence':
      return node.parts.flatMap(endlessParts);
    case 'choice':
      return node.options.flatMap(endlessParts);
    default:
      return [];
  }
}

function mustStand(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
    case 'property':
      return true;
    case 'repeat':
      return node.min > 0 && mustStand(node.body);
    case 'group':
      return mustStand(node.body);
    case 'sequence':
      return node.parts.some(mustStand);
    case 'choice':
      return node.options.every(mustStand);
    default:
      return false;
  }
}

/** All characters that a part can match. */
function charactersOf(node: RegexNode): CharacterSet {
  switch (node.kind) {
    case 'set':
      return node.set;
    case 'property':
      return everything;
    case 'sequence':
      return normalised(node.parts.flatMap(charactersOf));
    case 'choice':
      return normalised(node.options.flatMap(charactersOf));
    case 'repeat':
    case 'group':
      return charactersOf(node.body);
    default:
      return [];
  }
}

function asSingle(node: RegexNode): CharacterSet | undefined {
  if (node.kind === 'group') return asSingle(node.body);
  return node.kind === 'set' ? node.set : undefined;
}
