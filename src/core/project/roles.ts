import type { Clue } from './clue.ts';
import type { Strength } from './facts.ts';

/** What part of a project a file belongs to, by its path. */
export type FileRole = 'product' | 'examples' | 'tests' | 'docs' | 'automation';

const testFolder = /^(?:tests?|testing|__tests__|specs?|e2e|test[-_]data|fixtures|testdata)$/i;
const testFile = /^(?:conftest\.py|test_.*\.py|.*_tests?\.py|.*\.(?:test|spec)\.[cm]?[jt]sx?|.*_test\.go)$/i;
const exampleFolder = /^(?:examples?|samples?|demos?|tutorials?|cookbooks?|benchmarks?|bench|playground)$/i;
const docsFolder = /^(?:docs?|documentation|website|site)$/i;
const automationFolder = /^(?:\.github|\.gitlab|\.circleci|\.ci|ci|\.devcontainer)$/i;

/** The role of a file by its path relative to its project. The outermost telling folder decides. */
export function fileRole(path: string): FileRole {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  for (const part of parts) {
    if (testFolder.test(part)) return 'tests';
    if (exampleFolder.test(part)) return 'examples';
    if (docsFolder.test(part)) return 'docs';
    if (automationFolder.test(part)) return 'automation';
  }
  return testFile.test(name) ? 'tests' : 'product';
}

/** How good a proof a clue is for the technology it speaks for; 0 proves nothing by itself. */
export interface Weight {
  readonly strength: Strength;
  /** From 0 to 1, for ordering evidence and for scaling what a clue says of a task. */
  readonly factor: number;
}

const nothing: Weight = { strength: 'weak', factor: 0 };

/**
 * Ranks a clue: a dependency that ships, then an import in product code, then configuration, then optional and
 * development dependencies, then tests, examples and documentation. Lock files and READMEs prove nothing alone.
 */
export function weigh(clue: Clue, role: FileRole): Weight {
  if (clue.kind === 'word' || clue.scope === 'locked') return nothing;
  if (role === 'tests') return { strength: 'weak', factor: 0.15 };
  if (role === 'docs') return { strength: 'weak', factor: 0.15 };
  if (role === 'examples') return { strength: 'weak', factor: 0.3 };
  if (clue.kind === 'dependency') return dependencyWeight(clue, role);
  if (clue.kind === 'import' || clue.kind === 'call') return { strength: 'import', factor: 0.95 };
  if (clue.kind === 'variable') return { strength: 'config', factor: 0.6 };
  return { strength: 'config', factor: role === 'automation' ? 0.7 : 0.9 };
}

function dependencyWeight(clue: Clue, role: FileRole): Weight {
  if (clue.scope === 'dev' || role === 'automation') return { strength: 'weak', factor: 0.25 };
  if (clue.scope === 'optional') return { strength: 'weak', factor: 0.45 };
  // A notebook's `%pip install` comes after the manifests that people keep in order.
  return { strength: 'direct', factor: clue.cell === undefined ? 1 : 0.9 };
}

export const strengthOrder: readonly Strength[] = ['direct', 'import', 'config', 'weak'];

/** True when the first proof is at least as good as the second. */
export function atLeast(strength: Strength, minimum: Strength): boolean {
  return strengthOrder.indexOf(strength) <= strengthOrder.indexOf(minimum);
}
