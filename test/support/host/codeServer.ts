import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onExit, spawnGuarded, type GuardedChild } from './children.ts';
import { quietSettings } from './editorSettings.ts';
import { cacheFolder, temporaryFolder } from './folders.ts';
import { withDeadline } from './withDeadline.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = '4.139.1';

/**
 * Returns the folder of VS Code's server, installing code-server from npm into the cache the first time. Install
 * scripts stay off: they only compile the terminal and the logger, take minutes, and need a compiler.
 */
export function installCodeServer(): string {
  const installed = join(cacheFolder, `code-server-${version}`);
  const server = join(installed, 'node_modules/code-server/lib/vscode');
  if (existsSync(installed)) {
    return server;
  }
  console.log(`Installing code-server ${version} from npm into ${cacheFolder} (once, about 20 seconds).`);
  mkdirSync(cacheFolder, { recursive: true });
  const draft = mkdtempSync(join(cacheFolder, 'installing-'));
  onExit(() => rmSync(draft, { recursive: true, force: true }));
  writeFileSync(
    join(draft, 'package.json'),
    JSON.stringify({ private: true, dependencies: { 'code-server': version } }),
  );
  npmInstall(draft);
  npmInstall(join(draft, 'node_modules/code-server/lib/vscode'));
  try {
    renameSync(draft, installed);
  } catch (error) {
    // Another run may have finished the same installation meanwhile; then that one is used.
    if (!existsSync(installed)) {
      throw error;
    }
  }
  return server;
}

function npmInstall(folder: string): void {
  const flags = [
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--no-package-lock',
  ];
  const npm = process.env['npm_execpath'];
  const options: SpawnSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  const result =
    npm !== undefined
      ? spawnSync(process.execPath, [npm, 'install', ...flags], options)
      : spawnSync('npm', ['install', ...flags], { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    throw new Error(
      `npm could not install code-server: check the network and the npm registry.\n${result.stderr}`,
    );
  }
}

export interface CodeServer {
  readonly port: number;
  readonly child: GuardedChild;
  /** Replaces the user's settings; open editors take them over by themselves. */
  setSettings(settings: Readonly<Record<string, unknown>>): void;
  stop(): void;
}

export interface CodeServerOptions {
  /** False makes a folder that was never seen before restricted, as in a stranger's repository. */
  readonly trusted: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host, added to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server with an empty profile on a free port of the loopback address. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const server = installCodeServer();
  const profile = temporaryFolder('server');
  const setSettings = (settings: Readonly<Record<string, unknown>>): void => {
    const folder = join(profile, 'data/User');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  };
  setSettings(options.settings ?? {});
  const args = [join(server, 'out/server-main.js'), '--host', '127.0.0.1', '--port', '0'];
  args.push('--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off');
  args.push('--server-data-dir', profile, '--enable-smoke-test-driver');
  args.push(...(options.trusted ? ['--disable-workspace-trust'] : []));
  // Without a gallery the server asks no registry about extensions.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...options.env };
  const child = spawnGuarded(process.execPath, args, env);
  const port = await withDeadline(
    listeningPort(child),
    60_000,
    () => `The server did not start:\n${child.output()}`,
  );
  return { port, child, setSettings, stop: () => child.kill() };
}

function listeningPort(child: GuardedChild): Promise<number> {
  return new Promise((resolve, reject) => {
    child.onOutput(() => {
      const match = /Extension host agent listening on (\d+)/.exec(child.output());
      if (match) {
        resolve(Number(match[1]));
      }
    });
    void child.exited.then(() => reject(new Error(`The server ended at once:\n${child.output()}`)));
  });
}
