import type { Clue } from './clue.ts';

/** Libraries with names so plain that projects give them to modules of their own. */
const plainNames: ReadonlySet<string> = new Set([
  'agents', 'adapters', 'datasets', 'evaluate', 'glide', 'instructor', 'lightning', 'mcp', 'ray', 'redis', 'replicate', 'together',
]); // prettier-ignore

/** The Python modules of a workspace folder that bear the name of a library. */
export class LocalModules {
  /** Folders that hold such a module, by the module's name. */
  readonly #folders = new Map<string, Set<string>>();

  constructor(paths: readonly string[]) {
    for (const path of paths) if (path.endsWith('.py')) this.#note(path);
  }

  /** True when an import or call in a Python file means a module beside it, at the root, or under `src`. */
  claims(path: string, clue: Clue): boolean {
    if (clue.kind !== 'import' && clue.kind !== 'call') return false;
    const root = clue.name.slice(0, `${clue.name}.`.indexOf('.'));
    const folders = this.#folders.get(root);
    if (!folders) return false;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (folders.has(folder) || folders.has(folder === '' ? 'src' : `${folder}/src`)) return true;
      if (folder === '') return false;
    }
  }

  #note(path: string): void {
    const parts = path.slice(0, -3).split('/');
    parts.forEach((name, at) => {
      if (!plainNames.has(name)) return;
      const folder = parts.slice(0, at).join('/');
      this.#folders.set(name, (this.#folders.get(name) ?? new Set()).add(folder));
    });
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
