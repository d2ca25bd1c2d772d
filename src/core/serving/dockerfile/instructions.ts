import type { ServingPlan } from '../plan/servingPlan.ts';

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

const rootFile = /^[^/]+\.(?:py|toml|lock|txt|in|cfg|ini|json|jsonl|ya?ml|md|rst|sh|html|sql)$/i;

/** COPY for paths of the project, each to the same place under the working directory; files of the root in one. */
export function copyPaths(paths: readonly string[], owner?: string): string {
  const unique = [...new Set(paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')))];
  const grouped = unique.filter((path) => rootFile.test(path));
  const alone = unique.filter((path) => !rootFile.test(path));
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

/** Asks the server on its own port by Python's library, as slim images have no curl; Cloud Run does not read it. */
export function pythonHealthcheck(plan: ServingPlan, python: string): string {
  const path = plan.app.healthPath;
  const script =
    path === undefined
      ? "import os, socket; socket.create_connection(('127.0.0.1', int(os.environ['PORT'])), 4)"
      : `import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); c.request('GET', '${path}'); sys.exit(c.getresponse().status != 200)`;
  return healthcheck(plan, [python, '-c', script]);
}

export function healthcheck(plan: ServingPlan, words: readonly string[]): string {
  const start = Math.max(10, Math.ceil(plan.probes.expectedStartSeconds));
  return `HEALTHCHECK --interval=30s --timeout=5s --start-period=${start}s --retries=3 \\\n    CMD ${execForm(words)}`;
}

/** CMD in exec form; through a shell that replaces itself where the port must be filled in. */
export function startCommand(words: readonly string[]): string {
  if (!words.some((word) => word.includes('${PORT}'))) return `CMD ${execForm(words)}`;
  return `CMD ${execForm(['sh', '-c', `exec ${words.map(shellWord).join(' ')}`])}`;
}

/** What is true of one deployment only, and so no part of the image. */
const ofDeployment = /^(?:GOOGLE_CLOUD_(?:PROJECT|LOCATION|REGION)|CLOUD_ML_(?:PROJECT_ID|REGION))$/;

/** The plan's settings that belong to the image itself. */
export function imageSettings(plan: ServingPlan): Record<string, string> {
  const kept = plan.environment.filter(({ name }) => !ofDeployment.test(name));
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

/** Parts of a template that do not apply leave their blank lines behind. */
export function withoutGaps(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
