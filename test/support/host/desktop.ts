import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { spawnGuarded, type GuardedChild } from './children.ts';
import { findProgram, isProgram } from './findProgram.ts';
import { cacheFolder } from './folders.ts';

const downloadHost = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Finds the desktop VS Code to test in: the one that `AI_STACK_VSCODE` names, one downloaded before, or a new
 * download where VS Code's host answers within a few seconds. Undefined where there is none.
 */
export async function findDesktop(): Promise<string | undefined> {
  const named = process.env['AI_STACK_VSCODE'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new Error(`AI_STACK_VSCODE names ${named}, which does not exist.`);
    }
    return programOf(named);
  }
  if (hasDownload() || (await isReachable())) {
    const download = { version: 'stable', cachePath: cacheFolder, timeout: 30_000 } as const;
    return downloadAndUnzipVSCode(download).catch((error: unknown) => {
      console.log(
        `VS Code could not be downloaded: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    });
  }
  return undefined;
}

/** The VS Code that a person at this machine uses, when its command is on the PATH. */
export function findInstalledDesktop(): string | undefined {
  const command = findProgram('code', 'code-insiders');
  return command === undefined ? undefined : programOf(command);
}

function hasDownload(): boolean {
  return (
    existsSync(cacheFolder) &&
    readdirSync(cacheFolder).some(
      (name) => name.startsWith('vscode-') && existsSync(join(cacheFolder, name, 'is-complete')),
    )
  );
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(downloadHost, { signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

/** The command `code` starts the program and returns at once; a test run must hold the program itself. */
function programOf(path: string): string {
  const real = realpathSync(path);
  const folder = dirname(real);
  if (basename(folder) !== 'bin') {
    return real;
  }
  const candidates = [
    resolve(folder, '..', basename(real)),
    resolve(folder, '../Code.exe'),
    resolve(folder, '../../../MacOS/Code'),
    resolve(folder, '../../../MacOS/Electron'),
  ];
  return candidates.find(isProgram) ?? real;
}

/** Whether a window can be shown here: there is a display, or `xvfb-run` can make one. */
export function canShowWindow(): boolean {
  return hasDisplay() || findProgram('xvfb-run') !== undefined;
}

/** Whether a person at this machine would see a window. */
export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** Starts the desktop VS Code, on a virtual display where there is no other. */
export function startDesktop(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): GuardedChild {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const all = [
    ...args,
    ...asRoot,
    '--disable-gpu',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
  ];
  // A VS Code terminal sets this, and then the program would run as plain Node.
  const clean = { ...env, ELECTRON_RUN_AS_NODE: undefined };
  return hasDisplay()
    ? spawnGuarded(program, all, clean)
    : spawnGuarded('xvfb-run', ['-a', program, ...all], clean);
}
