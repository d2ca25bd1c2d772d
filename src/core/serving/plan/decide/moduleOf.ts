import type { ProjectFiles } from '../evidence/projectFiles.ts';

/** How a file of Python is imported: by its dotted name, seen from a folder that goes to the import path. */
export interface ModuleName {
  readonly module: string;
  /** Absent: the root of the project. */
  readonly directory?: string;
}

/**
 * The module that a file is. Its folder is taken as a part of the name where it is a package, or where nothing speaks
 * against it; it goes to the import path where the file imports its neighbours by their bare names, where its name
 * is none for Python, or where it is `src`.
 */
export function moduleOf(file: string, text: string, files: ProjectFiles): ModuleName {
  const parts = file.replace(/\.py$/, '').split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  const folders = parts.slice(0, -1);
  const start = firstPackage(folders, text, files);
  const module = parts.slice(start).join('.');
  const directory = folders.slice(0, start).join('/');
  return directory === '' ? { module } : { module, directory };
}

/** Index of the first folder that belongs to the module's name; as many as there are where none does. */
function firstPackage(folders: readonly string[], text: string, files: ProjectFiles): number {
  const bad = folders.findLastIndex((folder) => !/^[A-Za-z_]\w*$/.test(folder)) + 1;
  const imported = importedRoots(text);
  for (let at = folders.length; at > bad; at--) {
    const folder = folders.slice(0, at).join('/');
    const within = imported.filter(
      (name) => files.has(`${folder}/${name}.py`) || files.hasFolder(`${folder}/${name}`),
    );
    const isPackage = files.has(`${folder}/__init__.py`);
    const atRoot = within.filter((name) => !files.has(`${name}.py`) && !files.hasFolder(name));
    // `from routes import …` beside routes.py; a folder named as a library is no proof.
    if (!isPackage && atRoot.length > 0) return at;
    if (isPackage && atRoot.length > 0 && !/^\s*from\s+\./m.test(text)) return at;
  }
  if (folders[bad] === 'src' && !files.has('src/__init__.py') && !imported.includes('src')) return bad + 1;
  return bad;
}

/** First segments of absolute imports. */
export function importedRoots(text: string): string[] {
  const found = new Set<string>();
  for (const [, from, plain] of text.matchAll(
    /^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]+import\b|import[ \t]+([^\n#;]+))/gm,
  )) {
    if (from !== undefined) found.add(from);
    for (const each of plain?.split(',') ?? []) {
      const name = /^\s*([A-Za-z_]\w*)/.exec(each)?.[1];
      if (name !== undefined) found.add(name);
    }
  }
  return [...found];
}
