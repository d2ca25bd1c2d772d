import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { ProjectFacts } from '../../../project/facts.ts';
import { inParallel } from '../../../project/inParallel.ts';
import { parseBounded } from '../../../project/sources/boundedParse.ts';
import { fileRole } from '../../../project/roles.ts';
import type { ProjectFiles } from './projectFiles.ts';

/** Files of Python read at the most. */
const mostSources = 100;

/** One file of Python of the product. */
export interface PythonSource {
  readonly path: string;
  readonly text: string;
  /** Parsed when first asked for: parsing is by far the dearest step. */
  readonly tree: () => Tree;
}

/**
 * The product's files of Python: those that the facts rest on first, then those near the root. Tests and
 * documentation are left out; examples are taken where there is nothing else.
 */
export async function pythonSources(
  files: ProjectFiles,
  facts: ProjectFacts,
): Promise<readonly PythonSource[]> {
  const python = files.paths.filter((path) => path.endsWith('.py'));
  const product = python.filter((path) => fileRole(path) === 'product' && !/(?:^|\/)setup\.py$/.test(path));
  const examples = python.filter((path) => fileRole(path) === 'examples');
  const proven = provenFiles(facts);
  const wanted = (product.length > 0 ? product : examples)
    .map((path, index) => ({ path, index, order: proven.has(path) ? index - python.length : index }))
    .sort((a, b) => a.order - b.order)
    .slice(0, mostSources)
    .sort((a, b) => a.index - b.index)
    .map(({ path }) => path);
  const texts = await inParallel(wanted, (path) => files.text(path));
  return wanted.flatMap((path, index) => {
    const text = texts[index];
    return text === undefined ? [] : [pythonSource(path, text)];
  });
}

/** A text as a source. */
export function pythonSource(path: string, text: string): PythonSource {
  let parsed: Tree | undefined;
  return { path, text, tree: () => (parsed ??= parseBounded(parser, text)) };
}

function provenFiles({ projects }: ProjectFacts): ReadonlySet<string> {
  const claims = projects.flatMap(({ technologies, practices }) => [...technologies, ...practices]);
  return new Set(claims.flatMap(({ evidence }) => evidence.map(({ file }) => file)));
}
