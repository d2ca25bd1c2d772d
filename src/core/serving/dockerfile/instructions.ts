import { cleanPath, isFile } from './copiedPaths.ts';

/** The user of every image with Python: high enough to be nobody on the host. */
export const appUser = '10001:10001';

const safeWord = /^[\w@%+=:,./-]+$/;

/** A word for `sh`, quoted where it must be. `${PORT}` stays, as the shell is to fill it in. */
export function shellWord(word: string): string {
  const literal = word.replaceAll('${PORT}', '');
  if (literal === '' ? word !== '' : safeWord.test(literal)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Always quoted, as the brackets and comparisons of a requirement mean something to a shell. */
export function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The exec form of an instruction: a list as JSON. */
export function execForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** COPY for paths of the project, each to the same place under the working directory; files of the root in one. */
export function copyPaths(paths: readonly string[], owner?: string): string {
  const unique = [...new Set(paths.map(cleanPath))];
  const grouped = unique.filter((path) => isFile(path) && !path.includes('/'));
  const alone = unique.filter((path) => !grouped.includes(path));
  const lines = alone.map((path) => copyPath(path, path === '.' ? './' : `./${path}`, owner));
  if (grouped.length > 0) lines.push(copyInstruction(grouped, './', owner));
  return lines.join('\n');
}

export function copyPath(source: string, target: string, owner?: string): string {
  return copyInstruction([source], target, owner);
}

/** COPY takes patterns, and splits at spaces unless its paths are a list as JSON. */
function copyInstruction(sources: readonly string[], target: string, owner?: string): string {
  const chown = owner === undefined ? '' : `--chown=${owner} `;
  const escaped = sources.map((path) => path.replace(/[[*?\\]/g, (sign) => `[${sign}]`));
  const words = [...escaped, target];
  return `COPY ${chown}${words.some((word) => /\s/.test(word)) ? execForm(words) : words.join(' ')}`;
}

/** One ENV instruction, a line for each setting; nothing where there are none. */
export function envInstruction(settings: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(settings).map(([name, value]) => `${name}=${envValue(value)}`);
  return pairs.length === 0 ? '' : `ENV ${pairs.join(' \\\n    ')}`;
}

function envValue(value: string): string {
  if (value.endsWith(':$PATH') || safeWord.test(value)) return value;
  return `"${value.replace(/[\\"$]/g, (sign) => `\\${sign}`)}"`;
}

/** CMD in exec form; through a shell that replaces itself where the port must be filled in. */
export function startCommand(words: readonly string[]): string {
  if (!words.some((word) => word.includes('${PORT}'))) return `CMD ${execForm(words)}`;
  return `CMD ${execForm(['sh', '-c', `exec ${words.map(shellWord).join(' ')}`])}`;
}

/** Parts of a template that do not apply leave their blank lines behind. */
export function withoutGaps(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
