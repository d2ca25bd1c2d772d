import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { buildah, buildahNow, imageFolder, recipeHash } from './imageStore.ts';
import { pythonImage } from './pythonImage.ts';
import { uvImage } from './uvImage.ts';

export type LockFile = 'uv.lock' | 'poetry.lock' | 'pdm.lock' | 'pylock.toml' | 'requirements.txt';

const tools = { uv: '0.13.9', poetry: '2.5.1', pdm: '2.29.3' };

/** How each lock file is written by its own tool, in a folder with a pyproject.toml. */
const commands: Readonly<Record<LockFile, string>> = {
  'uv.lock': 'uv lock',
  'poetry.lock': `uvx poetry==${tools.poetry} lock --no-interaction`,
  'pdm.lock': `uvx --from 'pdm[locked]==${tools.pdm}' pdm lock && rm -rf .venv .pdm-python`,
  'pylock.toml': 'uv pip compile pyproject.toml --format pylock.toml -o pylock.toml',
  'requirements.txt': 'uv pip compile pyproject.toml --generate-hashes -o requirements.txt',
};

/**
 * Has the real tool write a lock file into a project, against the PyPI of today; the same project gets the same lock
 * from the cache. `hosts` as for builds.
 */
export async function lockProject(
  folder: string,
  lockFile: LockFile,
  hosts: readonly string[] = [],
): Promise<void> {
  const command = commands[lockFile];
  const project = readFileSync(join(folder, 'pyproject.toml'), 'utf8');
  const kept = join(imageFolder, 'locks', recipeHash(tools.uv, command, project), lockFile);
  if (!existsSync(kept)) {
    await runWithUv(folder, command, hosts);
    if (!readdirSync(folder).includes(lockFile)) throw new Error(`"${command}" wrote no ${lockFile}.`);
    mkdirSync(join(kept, '..'), { recursive: true });
    cpSync(join(folder, lockFile), `${kept}-${process.pid}`);
    renameSync(`${kept}-${process.pid}`, kept);
  }
  cpSync(kept, join(folder, lockFile));
}

/** Runs a command on the stand-in of Python 3.13 with uv beside it, in a folder of this machine. */
export async function runWithUv(
  folder: string,
  command: string,
  hosts: readonly string[] = [],
): Promise<string> {
  const uv = await uvImage(tools.uv);
  const base = await pythonImage('3.13');
  const addHosts = hosts.flatMap((host) => ['--add-host', host]);
  const container = buildahNow('from', '--pull-never', ...addHosts, base);
  const cache = join(imageFolder, 'uv-cache');
  mkdirSync(cache, { recursive: true });
  try {
    buildahNow('copy', '--from', uv, container, '/uv', '/uvx', '/usr/local/bin/');
    const volumes = ['--volume', `${folder}:/project`, '--volume', `${cache}:/root/.cache/uv`];
    const settings = ['--env', 'UV_PYTHON_DOWNLOADS=never', '--env', 'UV_LINK_MODE=copy'];
    const words = [
      'run',
      ...volumes,
      ...settings,
      '--workingdir',
      '/project',
      container,
      '--',
      'sh',
      '-euc',
      command,
    ];
    return await buildah(words, 300);
  } finally {
    buildahNow('rm', container);
  }
}

/** A temporary folder with these files, by path. */
export function projectFolder(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('project');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
