import type { ServingEvidence } from '../evidence/servingEvidence.ts';
import { importedRoots } from './moduleOf.ts';

/** Folders of data that applications read, whether or not a text of the code names them. */
const dataFolders = new Set([
  'templates',
  'static',
  'prompts',
  'assets',
  'public',
  'configs',
  'config',
  'locales',
]);

/** Names at the root that never belong into an image. */
const leftOut =
  /^(?:\.|Dockerfile|Containerfile|compose|docker-compose|Makefile|justfile|LICEN[CS]E|CHANGELOG|README|CONTRIBUTING|tests?$|docs?$|notebooks?$|examples?$|deploy$|terraform$|infra$|venv$|node_modules$|requirements|pyproject\.toml$|setup\.(?:py|cfg)$|uv\.lock$|poetry\.lock$|pdm\.lock$|pylock\.toml$|Pipfile|cloudbuild)|\.(?:md|ipynb|lock|tf)$/i;

/**
 * Files and folders at the root that the application needs: where it stands, what that imports, and the data that the
 * code names. `directory` is on the import path.
 */
export function sourcesOf(file: string, directory: string | undefined, evidence: ServingEvidence): string[] {
  const names = new Set(evidence.files.namesIn(''));
  const found = new Set<string>();
  const open = [topOf(file)];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (found.has(top) || !names.has(top)) continue;
    found.add(top);
    for (const { text } of evidence.sources.filter(({ path }) => topOf(path) === top))
      open.push(...namedIn(text, names, directory));
  }
  for (const name of names) if (dataFolders.has(name) && evidence.files.hasFolder(name)) found.add(name);
  return [...found].sort();
}

function topOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

function namedIn(text: string, names: ReadonlySet<string>, directory: string | undefined): string[] {
  const inDirectory = directory === undefined ? [] : [topOf(directory)];
  const modules = importedRoots(text).flatMap((root) => [root, `${root}.py`]);
  const texts = [...text.matchAll(/["'](?:\.\/)?([\w-][\w.-]*)(\/[^"'\n]*)?["']/g)].flatMap(
    ([, name = '', rest]) =>
      (rest !== undefined || name.includes('.')) && !leftOut.test(name) ? [name] : [],
  );
  return [...inDirectory, ...modules, ...texts].filter((name) => names.has(name));
}
