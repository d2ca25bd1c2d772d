import type { Clue, ClueKind } from '../clue.ts';
import type { TechnologyId } from '../vocabulary.ts';
import { agentSignals } from './agentSignals.ts';
import { cloudSignals } from './cloudSignals.ts';
import { modelSignals } from './modelSignals.ts';
import { servingSignals } from './servingSignals.ts';
import type { Signal } from './signal.ts';

/** Every row of the table: what proves which technology. */
export const signals: readonly Signal[] = [
  ...modelSignals,
  ...servingSignals,
  ...agentSignals,
  ...cloudSignals,
];

type Column = Exclude<keyof Signal, 'technology'>;

/** Names that stand for themselves, and beginnings that stand for all names with them, of one column. */
interface NameIndex {
  readonly exact: ReadonlyMap<string, readonly TechnologyId[]>;
  readonly prefixes: readonly { readonly prefix: string; readonly technology: TechnologyId }[];
}

function indexColumn(column: Column): NameIndex {
  const exact = new Map<string, TechnologyId[]>();
  const prefixes: { prefix: string; technology: TechnologyId }[] = [];
  for (const signal of signals) {
    for (const name of signal[column] ?? []) {
      if (name.endsWith('*')) prefixes.push({ prefix: name.slice(0, -1), technology: signal.technology });
      else exact.set(name, [...(exact.get(name) ?? []), signal.technology]);
    }
  }
  return { exact, prefixes };
}

const columns: Readonly<Record<Column, NameIndex>> = {
  pypi: indexColumn('pypi'),
  python: indexColumn('python'),
  npm: indexColumn('npm'),
  go: indexColumn('go'),
  images: indexColumn('images'),
  commands: indexColumn('commands'),
  resources: indexColumn('resources'),
  variables: indexColumn('variables'),
  endpoints: indexColumn('endpoints'),
  files: indexColumn('files'),
  assets: indexColumn('assets'),
  calls: indexColumn('calls'),
};

/** Where clues of each kind are looked up, and what parts a name from the names above it. */
const places: Readonly<Partial<Record<ClueKind, { readonly column: Column; readonly separator?: string }>>> =
  {
    call: { column: 'calls', separator: '.' },
    image: { column: 'images', separator: '/' },
    command: { column: 'commands' },
    resource: { column: 'resources' },
    variable: { column: 'variables' },
    endpoint: { column: 'endpoints' },
    file: { column: 'files' },
    asset: { column: 'assets' },
  };

/** The technologies that a clue speaks for; often none, sometimes two (`langchain-openai`). */
export function matchTechnologies(clue: Clue): ReadonlySet<TechnologyId> {
  const found = new Set<TechnologyId>();
  const place = places[clue.kind];
  if (clue.kind === 'dependency') {
    lookUp(columns[clue.ecosystem ?? 'pypi'], clue.name, clue.ecosystem === 'go' ? '/' : undefined, found);
  } else if (clue.kind === 'import') matchImport(clue, found);
  else if (place) lookUp(columns[place.column], clue.name, place.separator, found);
  return found;
}

function matchImport(clue: Clue, found: Set<TechnologyId>): void {
  if (clue.ecosystem === 'npm') lookUp(columns.npm, clue.name, undefined, found);
  else if (clue.ecosystem === 'go') lookUp(columns.go, clue.name, '/', found);
  else lookUp(columns.python, clue.name, '.', found);
}

/** Looks a name up as a whole and, where a separator is given, each of the names above it. */
function lookUp(
  index: NameIndex,
  name: string,
  separator: string | undefined,
  found: Set<TechnologyId>,
): void {
  for (const { prefix, technology } of index.prefixes) if (name.startsWith(prefix)) found.add(technology);
  let whole = name;
  for (;;) {
    for (const technology of index.exact.get(whole) ?? []) found.add(technology);
    const cut = separator === undefined ? -1 : whole.lastIndexOf(separator);
    if (cut < 0) return;
    whole = whole.slice(0, cut);
  }
}
