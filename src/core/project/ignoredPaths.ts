import ignore, { type Ignore } from 'ignore';

/**
 * Folders that hold other people's or generated code, by name: dependencies, virtual environments, caches, build
 * output. They are left out whether or not .gitignore names them.
 */
const ignoredFolders: ReadonlySet<string> = new Set([
  '.git', '.hg', '.svn', '.jj',
  'node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store',
  '.venv', 'venv', '.virtualenv', 'virtualenv', 'env.bak', '.conda', '.pixi', '.pyenv', 'site-packages', 'dist-packages',
  '__pycache__', '__pypackages__', '.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.ipynb_checkpoints',
  '.eggs', '.cache', '.gradle', '.terraform', '.next', '.nuxt', '.svelte-kit', '.turbo', '.parcel-cache', '.vscode-test',
  'dist', 'build', 'out', 'target', 'coverage', 'htmlcov', '.coverage', '.output', '.serverless', 'storybook-static',
  'vendor', 'vendors', 'vendored', '_vendor', '_vendored', 'third_party', 'third-party', 'thirdparty', 'externals', 'Pods',
  'wandb', 'mlruns', 'lightning_logs', '.idea', '.history',
]); // prettier-ignore

/** True for folders that are left out by their name alone, and for `*.egg-info` and the like. */
export function isIgnoredFolder(name: string): boolean {
  return ignoredFolders.has(name) || name.endsWith('.egg-info') || name.endsWith('.dist-info');
}

/** A folder that holds this file is a Python virtual environment, whatever its name. */
export const virtualEnvironmentMark = 'pyvenv.cfg';

/** Secret-bearing and model files are usually ignored by git, yet say what the project uses. */
const keptThoughIgnored =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[^/]+\.(?:gguf|safetensors)|config\.json|adapter_config\.json)$/;

/** The .gitignore rules in force in one folder: its own and those of the folders above it. */
export class IgnoreRules {
  readonly #levels: readonly { readonly folder: string; readonly rules: Ignore }[];

  private constructor(levels: readonly { folder: string; rules: Ignore }[]) {
    this.#levels = levels;
  }

  static readonly none = new IgnoreRules([]);

  /** The rules within `folder`, given the text of its .gitignore. Lines that are no patterns are passed over. */
  within(folder: string, gitignore: string): IgnoreRules {
    return new IgnoreRules([
      ...this.#levels,
      { folder, rules: ignore({ allowRelativePaths: true }).add(gitignore) },
    ]);
  }

  /** True when git would leave the path out. The rules of the deepest folder that says anything win. */
  ignores(path: string, isFolder: boolean): boolean {
    if (!isFolder && keptThoughIgnored.test(path)) return false;
    for (let at = this.#levels.length - 1; at >= 0; at--) {
      const level = this.#levels[at];
      if (!level) continue;
      const relative = level.folder === '' ? path : path.slice(level.folder.length + 1);
      const verdict = level.rules.test(isFolder ? `${relative}/` : relative);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }
}
