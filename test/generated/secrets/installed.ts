import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../support/host/folders.ts';

/** Of the day that these were tried; a newer one is tried by changing it here. */
const pythonPackages = [
  'google-genai==2.34.0',
  'langchain-google-genai==4.4.2',
  'openai==3.57.0',
  'google-auth==2.63.0',
  'requests>=2.32',
  'boto3==1.44.8',
  'azure-identity==1.27.0',
];

const nodePackages = [
  '@google/genai@2.32.0',
  '@langchain/google-vertexai@2.3.2',
  '@langchain/core@1.4.0',
  '@ai-sdk/google-vertex@4.0.208',
  'ai@6',
  'openai@6.49.0',
  'google-auth-library@10.9.1',
  '@azure/identity@4',
];

/** Packages are fetched where everything is required, or where AI_STACK_INSTALL=1 asks for it. */
const mayInstall = process.env['AI_STACK_REQUIRE_ALL'] === '1' || process.env['AI_STACK_INSTALL'] === '1';

export const installRemedy =
  'The packages that the fixed programs use are not installed. AI_STACK_INSTALL=1 npm run test:generated fetches them.';

/** The Python of a virtual environment with the packages; undefined where there is none and none may be made. */
export function pythonWithPackages(): string | undefined {
  const folder = folderFor('python', pythonPackages);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  return install(folder, () => {
    run('python3', ['-m', 'venv', folder]);
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...pythonPackages]);
  })
    ? python
    : undefined;
}

/** A folder from which Node finds the packages. */
export function folderWithPackages(): string | undefined {
  const folder = folderFor('node', nodePackages);
  const isThere = install(folder, () => {
    writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
    run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--silent', ...nodePackages]);
  });
  return isThere ? folder : undefined;
} // prettier-ignore

function folderFor(kind: string, packages: readonly string[]): string {
  const hash = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
  return join(cacheFolder, 'fixed-programs', `${kind}-${hash}`);
}

/** True once the folder is complete; what was left half-made is made anew. */
function install(folder: string, make: () => void): boolean {
  const done = join(folder, '.complete');
  if (existsSync(done)) return true;
  if (!mayInstall) return false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make();
  writeFileSync(done, '');
  return true;
}

function run(program: string, args: readonly string[]): void {
  const result = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 });
  if (result.status !== 0) {
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} failed: ${result.error?.message ?? result.stderr.slice(-2000)}`);
  }
} // prettier-ignore
