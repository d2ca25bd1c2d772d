import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../../support/host/folders.ts';

export type Command = readonly [program: string, ...args: string[]];

/** Another scanner as its own package manager builds it, or why it is not here. */
export interface Peer {
  readonly name: string;
  /** Scans a folder with its default rules and names the files with findings in `report`; absent where it is not here. */
  readonly command?: (folder: string, report: string) => Command;
  readonly note: string;
}

const folder = join(cacheFolder, 'peers');
const installMs = 600_000;

/** Peers on PATH, or in the cache, into which they are installed where Go and npm are present. */
export function findPeers(): Peer[] {
  return [
    goPeer('gitleaks', 'github.com/zricethezav/gitleaks/v8', []),
    // Of some versions a part cannot be had everywhere: then the newest before it.
    goPeer('betterleaks', 'github.com/betterleaks/betterleaks', ['v1.7.0', 'v1.4.0']),
    secretlint(),
  ];
}

function goPeer(name: string, module: string, versions: readonly string[]): Peer {
  const found = onPath(name) ?? ifExecutable(join(folder, 'bin', program(name)));
  const built = found ?? buildWithGo(name, module, versions);
  if (built === undefined)
    return {
      name,
      note: `peer not here: neither on PATH nor built by go install (Go: ${onPath('go') ? 'present' : 'absent'})`,
    };
  return {
    name,
    command: (target, report) => [
      built,
      'dir',
      target,
      '--no-banner',
      '--exit-code',
      '0',
      '--report-format',
      'json',
      '--report-path',
      report,
    ],
    note: versionOf(built, module),
  };
}

/**
 * The newest version that can be built here. `go install module@version` refuses modules that replace a part and asks
 * for their list of versions; a module of its own that requires the peer does neither.
 */
function buildWithGo(name: string, module: string, versions: readonly string[]): string | undefined {
  const go = onPath('go');
  if (go === undefined) return undefined;
  const home = join(folder, `build-${name}`);
  const env = { ...process.env, GOBIN: join(folder, 'bin') };
  mkdirSync(home, { recursive: true });
  const built =
    succeeds(go, ['install', `${module}@latest`], home, env) ||
    versions.some((version) => {
      writeFileSync(join(home, 'go.mod'), `module peers\n\ngo 1.25\n\nrequire ${module} ${version}\n`);
      return succeeds(go, ['install', '-mod=mod', module], home, env);
    });
  return built ? ifExecutable(join(folder, 'bin', program(name))) : undefined;
}

function secretlint(): Peer {
  const name = 'secretlint';
  const bin = join(folder, 'node_modules/secretlint/bin/secretlint.js');
  const config = join(folder, '.secretlintrc.json');
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const packages = ['secretlint@latest', '@secretlint/secretlint-rule-preset-recommend@latest'];
    succeeds(
      npm,
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
      folder,
      process.env,
    );
  }
  if (!existsSync(bin)) return { name, note: 'peer not here: npm could not install it' };
  writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  return {
    name,
    command: (target, report) => [
      process.execPath,
      bin,
      '--secretlintrc',
      config,
      '--format',
      'compact',
      '--output',
      report,
      `${target}/**/*`,
    ],
    note: packageVersion(bin),
  };
}

function succeeds(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): boolean {
  try {
    execFileSync(file, args, { cwd, env, stdio: 'ignore', timeout: installMs });
    return true;
  } catch {
    return false;
  }
}

/** The first program of that name in the folders of PATH. */
function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  return folders.map((each) => ifExecutable(join(each, program(name)))).find((each) => each !== undefined);
}

function program(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function ifExecutable(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}

/** What Go wrote into the program: one that is built from source does not know its version itself. */
function versionOf(file: string, module: string): string {
  const go = onPath('go');
  if (go === undefined) return file;
  try {
    const lines = execFileSync(go, ['version', '-m', file], { encoding: 'utf8' }).split('\n');
    const line = lines.find((each) => each.includes(module) && /^\s+(?:mod|dep)\s/.test(each));
    return line?.trim().split(/\s+/)[2] ?? file;
  } catch {
    return file;
  }
}

function packageVersion(bin: string): string {
  const { version } = JSON.parse(readFileSync(join(bin, '../../package.json'), 'utf8')) as {
    version: string;
  };
  return `v${version}`;
}
