import { UserError } from '../../../errors.ts';
import type { Evidence } from '../../../project/facts.ts';
import type { LockFile, ManifestEvidence } from '../evidence/manifestEvidence.ts';
import { evidenceOfFile } from '../evidence/projectFiles.ts';
import type { InstallKind, PythonPlan } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import { givenValue, inWords, type Planning } from './planning.ts';

/** How dependencies get into the image. */
export type ChosenDependencies = Pick<PythonPlan, 'install' | 'dependencyFiles' | 'installer'> & {
  /** The lock file that is installed from. */
  readonly lock?: LockFile;
};

interface Source extends ChosenDependencies {
  readonly evidence: Evidence;
  /** The file that names it. */
  readonly file: string;
}

/**
 * What is installed: the best lock file, else requirements, else pyproject.toml. `scaffold`: there is nothing yet but
 * what `generate fastapi` brings.
 */
export async function chooseDependencies(planning: Planning, app: ChosenApp): Promise<ChosenDependencies> {
  const { evidence, values, notes } = planning;
  const { manifests } = evidence;
  refuseMember(planning, app);
  const sources = await sourcesIn(planning);
  const given = givenValue(values, 'dependencies') as InstallKind | undefined;
  const chosen = given === undefined ? sources[0] : sources.find(({ install }) => install === given);
  if (!chosen) {
    if (given !== undefined) refuseMissing(given, sources);
    if (app.scaffold === true && manifests.foreign.length === 0) return ownManifest(planning);
    return refuseNothing(manifests);
  }
  warnOfLocks(planning, chosen, sources, given !== undefined);
  notes.decide({
    option: 'dependencies',
    title: 'Dependencies',
    value: chosen.file,
    reason: given === undefined ? reasonFor(chosen, sources) : 'You chose it.',
    evidence: [chosen.evidence],
    alternatives: sources
      .filter((source) => source !== chosen)
      .map(({ install, file }) => ({ value: install, meaning: `from ${file}` })),
  });
  const { install, dependencyFiles, installer, lock } = chosen;
  return { install, dependencyFiles, ...(installer !== undefined && { installer }), ...(lock && { lock }) };
}

function reasonFor({ install, file }: Source, sources: readonly Source[]): string {
  if (/-lock$|^pylock$/.test(install))
    return `${file} pins every package, so that each build installs the same.`;
  if (install === 'requirements') return 'It is what the project has; there is no lock file.';
  return sources.length > 1
    ? `${file} says what the project needs.`
    : 'It is the only file that says what the project needs.';
}

/** All that could be installed from, best first. */
async function sourcesIn({ evidence, catalogue }: Planning): Promise<Source[]> {
  const { manifests, files } = evidence;
  const sources: Source[] = [];
  for (const lock of manifests.locks) {
    // A lock of these tools is of no use without what it was made from.
    if (lock.kind !== 'pylock' && !manifests.pyproject) continue;
    const own = lock.kind === 'pylock' ? [] : ['pyproject.toml'];
    sources.push({
      install: lock.kind,
      file: lock.path,
      lock,
      dependencyFiles: [...own, lock.path, ...(await workspaceFiles(manifests, files, lock.kind))],
      ...installerOf(lock, catalogue.packages),
      evidence: evidenceOfFile(lock.path),
    });
  }
  for (const { path, includes } of manifests.requirements.slice(0, 1))
    sources.push({
      install: 'requirements',
      file: path,
      dependencyFiles: [path, ...includes],
      evidence: evidenceOfFile(path),
    });
  const { pyproject } = manifests;
  if (pyproject && declaresDependencies(manifests))
    sources.push({
      // Only the tables of PEP 621 can be read without the project's own build system.
      install: hasPlainDependencies(manifests) ? 'pyproject' : 'setup',
      file: 'pyproject.toml',
      dependencyFiles: ['pyproject.toml', ...(hasPlainDependencies(manifests) ? [] : manifests.setup)],
      evidence: evidenceOfFile('pyproject.toml'),
    });
  const [setup] = manifests.setup;
  if (setup !== undefined && !pyproject)
    sources.push({
      install: 'setup',
      file: setup,
      dependencyFiles: manifests.setup,
      evidence: evidenceOfFile(setup),
    });
  return sources;
}

/** A pyproject.toml for tools alone (ruff, black) says nothing of dependencies. */
function declaresDependencies({ pyproject }: ManifestEvidence): boolean {
  const root = pyproject?.root;
  return root !== undefined && (root.get('project').exists || root.get('tool', 'poetry').exists);
}

function hasPlainDependencies({ pyproject }: ManifestEvidence): boolean {
  const project = pyproject?.root.get('project');
  const isDynamic = project?.get('dynamic').items.some(({ text }) => text === 'dependencies') ?? false;
  // Where [project] has none, Poetry takes those of its own table, which nothing but its build system reads.
  const inPoetry =
    project?.get('dependencies').exists === false &&
    pyproject?.root.get('tool', 'poetry', 'dependencies').exists === true;
  return project?.exists === true && !isDynamic && !inPoetry;
}

/** uv reads the manifests of all members of a workspace before it installs any. */
async function workspaceFiles(
  { pyproject }: ManifestEvidence,
  files: Planning['evidence']['files'],
  kind: LockFile['kind'],
): Promise<string[]> {
  const members = pyproject?.root.get('tool', 'uv', 'workspace', 'members').items ?? [];
  if (kind !== 'uv-lock' || members.length === 0) return [];
  const patterns = members.flatMap(({ text }) => text ?? []).map(globPattern);
  const found = files.paths.filter(
    (path) =>
      path.endsWith('/pyproject.toml') &&
      patterns.some((pattern) => pattern.test(path.slice(0, -'/pyproject.toml'.length))),
  );
  return Promise.resolve(found);
}

/** The root of a workspace of uv installs nothing that only a member needs. */
function refuseMember({ evidence }: Planning, { sources }: ChosenApp): void {
  const root = evidence.manifests.pyproject?.root;
  if (!root?.get('tool', 'uv', 'workspace').exists || root.get('project', 'dependencies').items.length > 0)
    return;
  const member = evidence.manifests.innerProjects.find((path) =>
    sources.some(
      (source) => path === source || path.startsWith(`${source}/`) || source.startsWith(`${path}/`),
    ),
  );
  if (member === undefined) return;
  throw new UserError(
    `The folder is a workspace of uv, and the application is in its member ${member}, whose dependencies the root does not install.`,
    `Run \`uv export --package NAME --no-emit-project -o ${member}/requirements.txt\`, then take that folder: \`ai-stack generate dockerfile ${member}\`.`,
  );
}

function globPattern(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*');
  return new RegExp(`^${escaped.replace(/\/$/, '')}$`);
}

/** The version that wrote the lock, where it says so; else the one of the catalogue. */
function installerOf(
  { kind, text }: LockFile,
  packages: readonly { readonly name: string; readonly version: string }[],
): { installer?: string } {
  if (kind !== 'poetry-lock' && kind !== 'pdm-lock') return {};
  const tool = kind === 'poetry-lock' ? 'poetry' : 'pdm';
  const wrote = /^# This file is automatically @?generated by (?:Poetry|PDM) (\d+\.\d+\.\d+)/im.exec(
    text.slice(0, 400),
  )?.[1];
  const version = wrote ?? packages.find(({ name }) => name === tool)?.version;
  return { installer: version === undefined ? tool : `${tool}==${version}` };
}

function warnOfLocks(
  { notes, evidence }: Planning,
  chosen: Source,
  sources: readonly Source[],
  given: boolean,
): void {
  const { manifests } = evidence;
  const others = sources
    .filter(({ lock }) => lock !== undefined && lock !== chosen.lock)
    .map(({ file }) => file);
  if (chosen.lock && others.length > 0 && !given)
    notes.warn(
      `There are several lock files; ${chosen.file} wins over ${inWords(others)}. Choose another with --set dependencies=…, or delete the one that is not kept.`,
    );
  if (!chosen.lock && chosen.install !== 'setup') {
    const lacks = chosen.install === 'requirements' && isPinned(manifests) ? undefined : chosen.file;
    if (lacks !== undefined)
      notes.warn(
        `No lock file: ${lacks} does not pin every package, so that two builds may differ. ${chosen.install === 'pyproject' ? 'Run `uv lock` and commit uv.lock.' : `Run \`uv pip compile ${lacks} -o requirements.lock\`, or \`uv add -r ${lacks}\` for a project with uv.lock.`}`,
      );
  }
  for (const lock of manifests.locks)
    if (lock.kind !== 'pylock' && !manifests.pyproject)
      notes.warn(`${lock.path} is passed over, as there is no pyproject.toml beside it.`);
}

/** Whether each line of the first requirements file gives an exact version. */
function isPinned({ requirements }: ManifestEvidence): boolean {
  const lines = (requirements[0]?.text ?? '').split('\n').filter((line) => /^\s*[A-Za-z0-9]/.test(line));
  return lines.length > 0 && lines.every((line) => /===?\s*\d|@\s*\S|--hash=/.test(line));
}

/** What `generate fastapi` writes where there is no manifest at all. */
function ownManifest({ notes }: Planning): ChosenDependencies {
  notes.decide({
    option: 'dependencies',
    title: 'Dependencies',
    value: 'pyproject.toml',
    reason: 'The application that `ai-stack generate fastapi` writes brings it.',
  });
  return { install: 'pyproject', dependencyFiles: ['pyproject.toml'] };
}

function refuseMissing(given: InstallKind, sources: readonly Source[]): never {
  throw new UserError(
    `There is nothing to install from for dependencies=${given}.`,
    sources.length === 0
      ? 'Add a requirements.txt or a pyproject.toml.'
      : `There is: ${inWords(sources.map(({ install }) => install))}.`,
  );
}

function refuseNothing({ foreign, innerProjects }: ManifestEvidence): never {
  const [file] = foreign;
  if (file !== undefined)
    throw new UserError(
      `The dependencies are in ${file}, which a slim image of Python cannot install from.`,
      file.startsWith('Pipfile')
        ? 'Run `pipenv requirements > requirements.txt`, and again when they change.'
        : 'Write those that come from PyPI to requirements.txt.',
    );
  const [inner] = innerProjects;
  if (inner !== undefined)
    throw new UserError(
      `The folder has no list of dependencies of its own; ${inWords(innerProjects.slice(0, 5))} ${innerProjects.length === 1 ? 'has' : 'have'}.`,
      `Take that folder: \`ai-stack generate dockerfile ${inner}\`.`,
    );
  throw new UserError(
    'The project does not say what it needs: there is no pyproject.toml, requirements.txt or lock file.',
    'Write the packages that the code imports to requirements.txt.',
  );
}
