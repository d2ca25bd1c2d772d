import { UserError } from '../../../errors.ts';
import type { Evidence } from '../../../project/facts.ts';
import { evidenceAt, evidenceOfLine } from '../evidence/projectFiles.ts';
import { givenValue, inWords, type Planning } from './planning.ts';

/** A statement of the project on its version of Python. */
interface Wish {
  /** An exact version, or a range as PEP 440 has it. */
  readonly range: string;
  readonly words: string;
  readonly evidence: Evidence;
  /** True where it says only what was taken once, not what the project needs. */
  readonly isSoft?: boolean;
}

/** The version of Python. Throws where the project asks for one that no image has. */
export async function choosePython(planning: Planning): Promise<string> {
  const { catalogue, values, notes } = planning;
  const versions = catalogue.python.map(({ version }) => version);
  const stated = await wishesOf(planning);
  const wishes = stated.filter(({ isSoft, range }) => isSoft !== true || versions.includes(range));
  for (const { words, range } of stated.filter((wish) => !wishes.includes(wish)))
    notes.warn(
      `${words} takes Python ${range}, which has no more images here: try the project with a newer one.`,
    );
  const allowed = versions.filter((version) => wishes.every(({ range }) => allows(range, version)));
  const given = givenValue(values, 'python');
  const exact = wishes.find(({ range }) => /^\d+\.\d+$/.test(range))?.range;
  const usual = allowed.includes(catalogue.defaultPython)
    ? catalogue.defaultPython
    : nearest(allowed, catalogue.defaultPython);
  const version = given ?? (exact !== undefined && versions.includes(exact) ? exact : usual);
  if (version === undefined)
    throw new UserError(
      `The project asks for Python ${inWords(wishes.map(({ range }) => range))} (${wishes[0]?.words ?? 'pyproject.toml'}), and there are images for ${versions.join(', ')}.`,
      'Change what it asks for, or choose with --set python=…',
    );
  if (given !== undefined && !allowed.includes(given))
    notes.warn(
      `${wishes[0]?.words ?? 'The project'} asks for Python ${wishes[0]?.range ?? ''}, which ${given} is not.`,
    );
  notes.decide({
    option: 'python',
    title: 'Python',
    value: version,
    reason: reasonFor(given, version, wishes, exact),
    evidence: wishes.map(({ evidence }) => evidence),
    alternatives: allowed
      .filter((each) => each !== version)
      .map((value) => ({ value, meaning: 'allowed by the project, too' })),
  });
  return version;
}

function reasonFor(
  given: string | undefined,
  version: string,
  wishes: readonly Wish[],
  exact: string | undefined,
): string {
  if (given !== undefined) return 'You chose it.';
  const [first] = wishes;
  if (!first) return 'The project asks for none; most packages have wheels for it.';
  if (version === exact) return `${first.words} says so.`;
  return `${first.words} allows ${first.range}; most packages have wheels for this one.`;
}

async function wishesOf({ evidence }: Planning): Promise<Wish[]> {
  const { files, manifests } = evidence;
  const wishes: Wish[] = [];
  const pinned = await files.text('.python-version');
  const pin = /^\s*(?:cpython-|python-)?(\d+\.\d+)/m.exec(pinned ?? '')?.[1];
  if (pinned !== undefined && pin !== undefined)
    wishes.push({
      range: pin,
      words: '.python-version',
      evidence: evidenceOfLine('.python-version', pinned, 1),
    });
  const { pyproject } = manifests;
  const requires = pyproject?.root.get('project', 'requires-python');
  const poetry = pyproject?.root.get('tool', 'poetry', 'dependencies', 'python');
  const range = requires?.text ?? poetryRange(poetry?.text);
  const line = requires?.text === undefined ? poetry?.line : requires.line;
  if (pyproject && range !== undefined)
    wishes.push({
      range,
      words: 'pyproject.toml',
      evidence: evidenceOfLine('pyproject.toml', pyproject.text, line ?? 1),
    });
  if (wishes.length > 0) return wishes;
  return [...(await fromRuntime(files)), ...(await fromDockerfile(files))].slice(0, 1);
}

async function fromRuntime(files: Planning['evidence']['files']): Promise<Wish[]> {
  const text = await files.text('runtime.txt');
  const version = /python-(\d+\.\d+)/.exec(text ?? '')?.[1];
  if (text === undefined || version === undefined) return [];
  return [
    { range: version, words: 'runtime.txt', evidence: evidenceOfLine('runtime.txt', text, 1), isSoft: true },
  ];
}

async function fromDockerfile(files: Planning['evidence']['files']): Promise<Wish[]> {
  const text = await files.text('Dockerfile');
  const from = /^FROM\s+(?:--platform=\S+\s+)?(?:docker\.io\/)?(?:library\/)?python:(3\.\d+)/im.exec(
    text ?? '',
  );
  if (text === undefined || from?.[1] === undefined) return [];
  return [
    {
      range: from[1],
      words: 'Dockerfile',
      evidence: evidenceAt('Dockerfile', text, from.index),
      isSoft: true,
    },
  ];
}

/** Poetry's `^3.11` as a range; others are ranges as they are. */
function poetryRange(text: string | undefined): string | undefined {
  return text
    ?.replace(
      /\^(\d+)\.(\d+)(?:\.\d+)?/g,
      (_, major: string, minor: string) => `>=${major}.${minor},<${String(Number(major) + 1)}`,
    )
    .replace(/~(\d+\.\d+)(?!=)(?:\.\d+)?/g, '==$1.*');
}

/** Whether a range allows a version, judged by its two numbers: a patch level is always to be had. */
export function allows(range: string, version: string): boolean {
  if (/^\d+\.\d+$/.test(range)) return range === version;
  return range.split('||').some((part) => part.split(',').every((each) => allowsOne(each.trim(), version)));
}

function allowsOne(specifier: string, version: string): boolean {
  const match = /^(===|==|~=|!=|<=|>=|<|>)?\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?/.exec(specifier);
  if (!match) return true;
  const [, operator = '==', major = '', minor, patch] = match;
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  const open = minor === undefined || minor === '*';
  const difference = ownMajor - Number(major) || (open ? 0 : ownMinor - Number(minor));
  const beyond = patch !== undefined && patch !== '*' && Number(patch) > 0;
  switch (operator) {
    case '>=':
      return difference >= 0;
    case '>':
      return beyond ? difference >= 0 : difference > 0;
    case '<=':
      return difference <= 0;
    case '<':
      return beyond ? difference <= 0 : difference < 0;
    case '!=':
      return patch !== undefined && patch !== '*' ? true : difference !== 0;
    case '~=':
      return patch === undefined ? ownMajor === Number(major) && difference >= 0 : difference === 0;
    default:
      return open ? ownMajor === Number(major) : difference === 0;
  }
}

/** The allowed version closest to the usual one; of two as close the newer. */
function nearest(allowed: readonly string[], usual: string): string | undefined {
  const minor = (version: string): number => Number(version.split('.')[1] ?? 0);
  const distance = (version: string): number => Math.abs(minor(version) - minor(usual));
  const [best] = [...allowed].sort((a, b) => distance(a) - distance(b) || minor(b) - minor(a));
  return best;
}
