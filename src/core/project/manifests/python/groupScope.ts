import type { DependencyScope } from '../../clue.ts';

const development = new Set(
  (
    'dev devel develop development developer test tests testing unittest unittests pytest lint linting linter linters ' +
    'doc docs documentation sphinx mkdocs ci typing types typecheck typechecking mypy style format formatting quality ' +
    'qa build building release releasing coverage cov bench benchmark benchmarks debug precommit commit tox nox ' +
    'readthedocs rtd notebook notebooks example examples contrib'
  ).split(' '),
);
/** Names of files in a folder `requirements` that are all of a program's requirements, for one machine or role. */
const whole = new Set(
  (
    'all local cpu gpu cuda rocm xpu tpu npu hpu linux windows macos mac darwin ' +
    'api backend web service worker inference serving serve train training pip conda python py'
  ).split(' '),
);
const optional = new Set(['optional', 'extra', 'extras', 'opt']);
const shipped = new Set([
  'main',
  'default',
  'base',
  'common',
  'core',
  'prod',
  'production',
  'runtime',
  'deploy',
  'app',
  'server',
]);
const locked = new Set(['constraint', 'constraints', 'lock', 'locked', 'freeze', 'frozen']);

/** How a named group or extra of dependencies is used: `dev` and its like, `main` and its like, or on demand. */
export function groupScope(name: string): DependencyScope {
  const words = wordsOf(name);
  if (words.some((word) => development.has(word))) return 'dev';
  return words.length === 1 && shipped.has(words[0] ?? '') ? 'runtime' : 'optional';
}

/** The scope of a file of dependencies by its name: `requirements-dev.txt`, `constraints.txt`, `docs/requirements.txt`. */
export function fileScope(path: string): DependencyScope {
  const segments = path.split('/');
  const words = wordsOf((segments.at(-1) ?? '').replace(/\.\w+$/, ''));
  // Rye writes its lock file as requirements.lock.
  if (words.some((word) => locked.has(word)) || path.endsWith('.lock')) return 'locked';
  if (words.some((word) => development.has(word)) || development.has((segments.at(-2) ?? '').toLowerCase()))
    return 'dev';
  if (words.some((word) => optional.has(word))) return 'optional';
  // A folder of many files, one for each feature, is a set of extras.
  const own = words.filter((word) => word !== 'requirements' && word !== 'requirement');
  const isFeature =
    segments.at(-2) === 'requirements' &&
    !own.every((word) => shipped.has(word) || whole.has(word) || /^(?:py)?\d*$/.test(word));
  return isFeature ? 'optional' : 'runtime';
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/);
}
