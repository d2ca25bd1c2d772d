import { isPackageName, normaliseName, type Requirement } from './pep508.ts';

/** Packages that conda calls otherwise than PyPI. */
const pypiNames: Readonly<Record<string, string>> = {
  pytorch: 'torch',
  'pytorch-gpu': 'torch',
  'pytorch-cpu': 'torch',
  'redis-py': 'redis',
  faiss: 'faiss-cpu',
};

/** Characters; no specification is longer. */
const maxLength = 500;

/** The PyPI name of a conda package. */
export function pypiNameOf(condaName: string): string {
  const name = normaliseName(condaName);
  return Object.hasOwn(pypiNames, name) ? (pypiNames[name] ?? name) : name;
}

/**
 * Reads a conda match specification: `pytorch=2.1=py3.11_cuda`, `conda-forge::transformers>=4`, `numpy 1.26.*`,
 * `torch[version='>=2']`. The build is dropped. Undefined when it is none.
 */
export function parseCondaSpec(text: string): Requirement | undefined {
  if (text.length > maxLength) return undefined;
  const match = /^(?:[\w./:-]*::)?([A-Za-z0-9_][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(
    text.trim().replace(/\s+#.*$/, ''),
  );
  const name = match?.[1]?.replace(/^_+/, '');
  if (!match || name === undefined || !isPackageName(name)) return undefined;
  const bracketed = /\bversion\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\s]+))/.exec(match[2] ?? '');
  const version = condaVersion(bracketed?.[1] ?? bracketed?.[2] ?? bracketed?.[3] ?? match[3] ?? '');
  if (version === undefined) return undefined;
  return { name: pypiNameOf(name), extras: [], ...(version === '' ? {} : { version }) };
}

/** A conda version without blanks and build, `''` for any, undefined when it is none. */
export function condaVersion(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '*') return '';
  const exact = /^(==?|)\s*(\d[\w.*+!]*)(?:\s*=\s*\S+|\s+\S+)?$/.exec(trimmed);
  if (exact) return `${exact[1] ?? ''}${exact[2] ?? ''}`;
  const compact = trimmed.replace(/\s+/g, '');
  const valid = compact.split(/[,|]/).every((part) => /^(?:[<>]=?|[!=~]=|=)?\d[\w.*+!-]*$/.test(part));
  return valid ? compact : undefined;
}
