import type { Evidence, ProjectFacts } from '../../../project/facts.ts';
import type { FileReading, Problem } from '../../../project/clue.ts';
import { readerFor } from '../../../project/readers.ts';
import { readInclusion } from '../../../project/manifests/python/registry.ts';
import { parseToml, type TomlTree } from '../../../project/text/tomlTree.ts';
import type { InstallKind } from '../servingPlan.ts';
import { evidenceOfFile, evidenceOfLine, type ProjectFiles } from './projectFiles.ts';

/** Lock files of large projects have some megabytes. */
const lockLimit = 8 * 1024 * 1024;

/** A package that the project declares, or that a lock file lists. */
export interface Dependency {
  /** Normalised by PEP 503. */
  readonly name: string;
  /** The range as written, or the exact version of a lock file. */
  readonly version?: string;
  readonly extras: readonly string[];
  readonly evidence: Evidence;
}

export interface LockFile {
  readonly kind: Extract<InstallKind, 'uv-lock' | 'poetry-lock' | 'pdm-lock' | 'pylock'>;
  readonly path: string;
  readonly text: string;
  /** Exact versions by name. */
  readonly packages: ReadonlyMap<string, Dependency>;
}

export interface RequirementsFile {
  readonly path: string;
  readonly text: string;
  /** What it lists in whatever scope, with what a compiled file pins for others. */
  readonly packages: ReadonlySet<string>;
  /** Files that it includes, and those that they include. */
  readonly includes: readonly string[];
}

/** What the files that declare dependencies say. */
export interface ManifestEvidence {
  readonly pyproject?: { readonly root: TomlTree; readonly text: string; readonly problem?: Problem };
  /** Best first. */
  readonly locks: readonly LockFile[];
  /** Requirements files of the product, the one to install first. */
  readonly requirements: readonly RequirementsFile[];
  /** setup.py and setup.cfg, those that are there. */
  readonly setup: readonly string[];
  /** Pipfile, environment.yml and others that an image cannot be built from right away. */
  readonly foreign: readonly string[];
  /** What the product needs, from all manifests, without what only development needs. */
  readonly declared: ReadonlyMap<string, Dependency>;
  /** Folders below that have a manifest of their own. */
  readonly innerProjects: readonly string[];
}

const lockKinds: readonly { readonly path: string; readonly kind: LockFile['kind'] }[] = [
  { path: 'uv.lock', kind: 'uv-lock' },
  { path: 'poetry.lock', kind: 'poetry-lock' },
  { path: 'pdm.lock', kind: 'pdm-lock' },
  { path: 'pylock.toml', kind: 'pylock' },
];

/** Requirements files that stand for the product, best first. */
const requirementNames = [
  'requirements.lock',
  'requirements.txt',
  'requirements-prod.txt',
  'requirements_prod.txt',
  'requirements-production.txt',
  'requirements.prod.txt',
  'requirements/prod.txt',
  'requirements/production.txt',
  'requirements/base.txt',
  'requirements/requirements.txt',
  'requirements/main.txt',
  'requirements/default.txt',
];

export async function manifestEvidence(files: ProjectFiles, facts: ProjectFacts): Promise<ManifestEvidence> {
  const pyproject = await readPyproject(files);
  const locks = (await Promise.all(lockKinds.map((row) => readLock(files, row)))).filter(
    (lock) => lock !== undefined,
  );
  const requirements = await readRequirementFiles(files);
  const setup = ['setup.py', 'setup.cfg'].filter((path) => files.has(path));
  const foreign = [...foreignNames].filter((path) => files.has(path));
  const manifests = [
    ...(pyproject ? ['pyproject.toml'] : []),
    ...requirements.map(({ path }) => path),
    ...setup,
    ...foreign.filter((path) => !path.endsWith('.lock')),
  ];
  return {
    ...(pyproject && { pyproject }),
    locks,
    requirements,
    setup,
    foreign,
    declared: await declaredIn(files, manifests),
    innerProjects: facts.projects
      .map(({ path }) => path)
      .filter((path) => path !== '.' && isPython(files, path)),
  };
}

const foreignNames = ['Pipfile', 'Pipfile.lock', 'environment.yml', 'environment.yaml', 'pixi.toml'];

function isPython(files: ProjectFiles, folder: string): boolean {
  const names = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg', 'Pipfile', 'uv.lock'];
  return names.some((name) => files.has(`${folder}/${name}`));
}

async function readPyproject(files: ProjectFiles): Promise<ManifestEvidence['pyproject']> {
  if (!files.has('pyproject.toml')) return undefined;
  const text = (await files.text('pyproject.toml')) ?? '';
  const { root, problem } = parseToml({ path: 'pyproject.toml', text, size: text.length, sampled: false });
  return { root, text, ...(problem && { problem }) };
}

async function readLock(
  files: ProjectFiles,
  { path, kind }: { path: string; kind: LockFile['kind'] },
): Promise<LockFile | undefined> {
  if (!files.has(path)) return undefined;
  const text = (await files.text(path, lockLimit)) ?? '';
  const packages = new Map<string, Dependency>();
  for (const dependency of dependenciesOf(path, text, 'locked')) packages.set(dependency.name, dependency);
  return { kind, path, text, packages };
}

async function readRequirementFiles(files: ProjectFiles): Promise<RequirementsFile[]> {
  const found: RequirementsFile[] = [];
  for (const path of [...new Set([...(await requirementsOfDockerfile(files)), ...requirementNames])]) {
    const text = files.has(path) ? await files.text(path) : undefined;
    if (text !== undefined) found.push(await readRequirementsFile(files, path, text));
  }
  return found;
}

/** What an existing Dockerfile installs is what the server needs: `requirements-api.txt`. */
async function requirementsOfDockerfile(files: ProjectFiles): Promise<string[]> {
  const text = (await files.text('Dockerfile')) ?? '';
  const named = [
    ...text.matchAll(
      /\s(?:-r|--requirement)[= ]\s*(?:\.?\/?(?:app|code|srv|workspace|tmp)\/)?([\w./-]+\.txt)/g,
    ),
  ];
  return named
    .map((match) => (match[1] ?? '').replace(/^\.\//, ''))
    .filter((path) => files.has(path) && !/dev|test/.test(path));
}

async function readRequirementsFile(
  files: ProjectFiles,
  path: string,
  text: string,
): Promise<RequirementsFile> {
  const packages = new Set<string>();
  const seen = new Set<string>([path]);
  const add = (from: string, content: string): string[] => {
    const reading = readingOf(from, content);
    for (const { kind, name } of reading.clues) if (kind === 'dependency') packages.add(name);
    return (reading.includes ?? []).map((each) => each.path);
  };
  let open = add(path, text);
  while (open.length > 0) {
    const next: string[] = [];
    for (const included of open) {
      const content = seen.has(included) ? undefined : await files.text(included);
      seen.add(included);
      if (content !== undefined) next.push(...add(included, content));
    }
    open = next;
  }
  return { path, text, packages, includes: [...seen].filter((each) => each !== path && files.has(each)) };
}

async function declaredIn(files: ProjectFiles, paths: readonly string[]): Promise<Map<string, Dependency>> {
  const declared = new Map<string, Dependency>();
  const seen = new Set<string>();
  const add = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = await files.text(path);
    if (text === undefined) return;
    for (const each of dependenciesOf(path, text, 'runtime'))
      if (!declared.has(each.name)) declared.set(each.name, each);
    for (const included of includedBy(path, text)) await add(included);
  };
  for (const path of paths) await add(path);
  return declared;
}

function dependenciesOf(path: string, text: string, scope: 'runtime' | 'locked'): Dependency[] {
  return readingOf(path, text).clues.flatMap((clue) => {
    const counts =
      clue.kind === 'dependency' && clue.ecosystem === 'pypi' && (clue.scope ?? 'runtime') === scope;
    if (!counts) return [];
    return [
      {
        name: clue.name,
        ...(clue.version !== undefined && { version: clue.version }),
        extras: clue.details?.['extras']?.split(',') ?? [],
        evidence:
          scope === 'locked'
            ? { ...evidenceOfFile(path), line: clue.line, text: `${clue.name} ${clue.version ?? ''}`.trim() }
            : evidenceOfLine(path, text, clue.line),
      },
    ];
  });
}

function readingOf(path: string, text: string): FileReading {
  const file = { path, text, size: text.length, sampled: false };
  return readerFor(path)?.read(file) ?? readInclusion(file, { format: 'requirements', scope: 'runtime' });
}

function includedBy(path: string, text: string): string[] {
  return (readingOf(path, text).includes ?? [])
    .filter(({ scope }) => scope === 'runtime')
    .map((each) => each.path);
}
