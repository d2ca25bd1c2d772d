import type { Clue, ClueKind } from '../clue.ts';

/** A yes-or-no question about one clue, bound to one kind so that rules can be sorted by it. */
export interface ClueTest {
  readonly kind: ClueKind;
  readonly matches: (clue: Clue) => boolean;
}

function named(kind: ClueKind, names: readonly (string | RegExp)[]): ClueTest {
  const exact = new Set(names.filter((name) => typeof name === 'string'));
  const patterns = names.filter((name) => typeof name !== 'string');
  return {
    kind,
    matches: (clue) => exact.has(clue.name) || patterns.some((pattern) => pattern.test(clue.name)),
  };
}

/** A dependency by name, in any ecosystem. Lock files and development dependencies count by their weight. */
export const dependency = (...names: (string | RegExp)[]): ClueTest => named('dependency', names);
/** An import of one of these names or of anything under them. */
export function imports(...names: string[]): ClueTest {
  return {
    kind: 'import',
    matches: (clue) =>
      names.some(
        (name) => clue.name === name || clue.name.startsWith(`${name}.`) || clue.name.startsWith(`${name}/`),
      ),
  };
}
/** An import of names that look so, for names imported from several places. */
export const importLike = (...patterns: RegExp[]): ClueTest => named('import', patterns);
export const call = (...names: (string | RegExp)[]): ClueTest => named('call', names);
export const image = (...names: (string | RegExp)[]): ClueTest => named('image', names);
export const command = (...names: (string | RegExp)[]): ClueTest => named('command', names);
export const resource = (...names: (string | RegExp)[]): ClueTest => named('resource', names);
export const variable = (...names: (string | RegExp)[]): ClueTest => named('variable', names);
export const endpoint = (...names: (string | RegExp)[]): ClueTest => named('endpoint', names);
export const file = (...names: (string | RegExp)[]): ClueTest => named('file', names);
export const asset = (...names: (string | RegExp)[]): ClueTest => named('asset', names);
export const key = (): ClueTest => ({ kind: 'key', matches: () => true });

/** Narrows a test by one of the clue's details: `when(call('peft.LoraConfig'), 'r')`, or with its value. */
export function when(test: ClueTest, detail: string, value?: RegExp): ClueTest {
  return {
    kind: test.kind,
    matches: (clue) => {
      const said = clue.details?.[detail];
      return said !== undefined && (value === undefined || value.test(said)) && test.matches(clue);
    },
  };
}

/** Rules sorted by the kind of clue they ask about, so that each clue meets only its own. */
export class RuleIndex<Rule extends { readonly tests: readonly ClueTest[] }> {
  readonly #byKind = new Map<ClueKind, { test: ClueTest; rule: Rule }[]>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      for (const test of rule.tests) {
        const list = this.#byKind.get(test.kind) ?? [];
        list.push({ test, rule });
        this.#byKind.set(test.kind, list);
      }
    }
  }

  /** The rules that a clue answers, each once. */
  match(clue: Clue): ReadonlySet<Rule> {
    const found = new Set<Rule>();
    for (const { test, rule } of this.#byKind.get(clue.kind) ?? []) if (test.matches(clue)) found.add(rule);
    return found;
  }
}
