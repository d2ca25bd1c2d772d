import { normaliseName } from '../../../project/manifests/python/pep508.ts';
import type { TomlTree } from '../../../project/text/tomlTree.ts';
import type { ServingEvidence } from '../evidence/servingEvidence.ts';
import type { ChosenDependencies } from './chooseDependencies.ts';

/** Whether the project itself is built and installed, and what its build reads beside its sources. */
export function projectFiles(
  evidence: ServingEvidence,
  { install }: ChosenDependencies,
): { readonly installs: boolean; readonly files: readonly string[] } {
  if (install === 'requirements' || install === 'pylock') return { installs: false, files: [] };
  if (install === 'setup')
    return { installs: true, files: [...new Set([...readmes(evidence), ...declaredFiles(evidence)])] };
  const root = evidence.manifests.pyproject?.root;
  if (!root || !isPackage(root, evidence)) return { installs: false, files: [] };
  return { installs: true, files: [...new Set([...declaredFiles(evidence), ...evidence.manifests.setup])] };
}

function declaredFiles({ manifests, files }: ServingEvidence): string[] {
  const root = manifests.pyproject?.root;
  return root ? named(root).filter((path) => files.has(path)) : [];
}

/** It has a build system, a package that this finds, and a version that does not come from git. */
function isPackage(root: TomlTree, { files }: ServingEvidence): boolean {
  if (!root.get('build-system').exists) return false;
  if (root.get('tool', 'poetry', 'package-mode').exists && !root.get('tool', 'poetry', 'package-mode').flag)
    return false;
  if (root.get('tool', 'uv', 'package').exists && !root.get('tool', 'uv', 'package').flag) return false;
  const requires = root
    .get('build-system', 'requires')
    .items.map(({ text }) => text ?? '')
    .join(' ');
  if (/hatch-vcs|setuptools[-_]scm|versioningit|dunamai|poetry-dynamic-versioning/.test(requires))
    return false;
  const name = root.get('project', 'name').text ?? root.get('tool', 'poetry', 'name').text;
  const module = name === undefined ? undefined : normaliseName(name).replaceAll('-', '_');
  const places = module === undefined ? [] : [module, `src/${module}`];
  const configured =
    root.get('tool', 'setuptools', 'packages').exists ||
    root.get('tool', 'setuptools', 'py-modules').exists ||
    root.get('tool', 'hatch', 'build').exists ||
    root.get('tool', 'poetry', 'packages').exists ||
    root.get('tool', 'flit', 'module').exists;
  return configured || places.some((place) => files.hasFolder(place) || files.has(`${place}.py`));
}

/** Files that the metadata names: a build stops where they are not there. */
function named(root: TomlTree): string[] {
  const readme = root.get('project', 'readme');
  const license = root.get('project', 'license', 'file').text;
  const licenses = root.get('project', 'license-files').items.flatMap(({ text }) => text ?? []);
  const poetry = root.get('tool', 'poetry', 'readme');
  const texts = [
    readme.text,
    readme.get('file').text,
    license,
    poetry.text,
    ...poetry.items.map(({ text }) => text),
    ...licenses,
  ];
  return texts.flatMap((text) => (text === undefined ? [] : [text.replace(/^\.\//, '')]));
}

/** setup.py mostly reads one of these for its long description. */
function readmes({ files }: ServingEvidence): string[] {
  return ['README.md', 'README.rst', 'MANIFEST.in', 'VERSION'].filter((path) => files.has(path));
}
