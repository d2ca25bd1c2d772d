import type { FileReader, FileReading, Inclusion, SourceFile } from '../../clue.ts';
import { isCondaEnvironmentPath, readCondaEnvironment } from './condaEnvironment.ts';
import { readPipfile } from './pipfile.ts';
import { readPipfileLock } from './pipfileLock.ts';
import { readPixi } from './pixi.ts';
import { readPyproject } from './pyproject.ts';
import { isRequirementsPath, readRequirements, readRequirementsAs } from './requirements.ts';
import { readSetupCfg } from './setupCfg.ts';
import { readSetupPy } from './setupPy.ts';
import { readTomlLock } from './tomlLock.ts';

/** A reader with the paths it is for. */
export interface ManifestReader {
  readonly matches: (path: string) => boolean;
  readonly read: FileReader;
}

/** One row per format of Python's manifests and lock files. */
export const pythonManifestReaders: readonly ManifestReader[] = [
  { matches: named('pyproject.toml'), read: readPyproject },
  { matches: isRequirementsPath, read: readRequirements },
  { matches: named('setup.py'), read: readSetupPy },
  { matches: named('setup.cfg'), read: readSetupCfg },
  { matches: named('Pipfile'), read: readPipfile },
  { matches: named('pixi.toml'), read: readPixi },
  { matches: isCondaEnvironmentPath, read: readCondaEnvironment },
  { matches: named('uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'), read: readTomlLock },
  { matches: named('Pipfile.lock'), read: readPipfileLock },
];

/** Reads a file that another one includes, in the scope and format that the inclusion gives it. */
export function readInclusion(file: SourceFile, inclusion: Pick<Inclusion, 'format' | 'scope'>): FileReading {
  if (inclusion.format === 'environment') return readCondaEnvironment(file);
  return readRequirementsAs(file, inclusion.format === 'constraints' ? 'locked' : inclusion.scope);
}

function named(...names: readonly string[]): (path: string) => boolean {
  return (path) => names.includes(path.slice(path.lastIndexOf('/') + 1));
}
