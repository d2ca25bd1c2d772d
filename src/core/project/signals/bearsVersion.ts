import type { Clue } from '../clue.ts';
import type { TechnologyId } from '../vocabulary.ts';
import { signals } from './matchTechnologies.ts';

/** Builds of the same release under another name. */
const builds = /^-(?:cpu|gpu|cu\d+|nightly|macos|slim|skinny|client)(?:-|$)/;

const byTechnology = new Map(signals.map((signal) => [signal.technology, signal]));

/**
 * True when the version of a dependency is that of the technology: `torch` for PyTorch, but not `torchvision`. The
 * first name in the technology's row is its own; the others are companions with versions of their own.
 */
export function bearsVersion(clue: Clue, technology: TechnologyId): boolean {
  const ecosystem = clue.ecosystem ?? 'pypi';
  const own = byTechnology.get(technology)?.[ecosystem]?.[0];
  if (own === undefined) return false;
  if (clue.name === own) return true;
  if (own.endsWith('*')) return clue.name.startsWith(own.slice(0, -1));
  if (!clue.name.startsWith(own)) return false;
  const rest = clue.name.slice(own.length);
  return ecosystem === 'go' ? rest.startsWith('/') : builds.test(rest);
}
