import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const cleanups: (() => void)[] = [];
let watching = false;

/** Runs `cleanup` once when this process ends, by itself or by a signal; the last one registered runs first. */
export function onExit(cleanup: () => void): void {
  if (!watching) {
    watching = true;
    process.on('exit', runCleanups);
    const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
    for (const [signal, status] of Object.entries(signals)) {
      process.on(signal, () => process.exit(status));
    }
  }
  cleanups.push(cleanup);
}

function runCleanups(): void {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    try {
      cleanup();
    } catch {
      // A folder that Windows still holds must not keep the other cleanups from running.
    }
  }
}

export interface GuardedChild {
  readonly process: ChildProcess;
  /** The last of what it wrote, standard output and error together. */
  output(): string;
  /** Calls back with each piece of output. */
  onOutput(listener: (text: string) => void): void;
  /** Resolves with the exit status, or null after a signal. */
  readonly exited: Promise<number | null>;
  /** Ends it and everything it started, at once. */
  kill(): void;
}

const keptOutput = 64 * 1024;

/**
 * Starts a program in a process group of its own that never outlives this process: the guard in between ends the
 * group when its standard input closes, which happens even when this process is killed outright.
 */
export function spawnGuarded(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): GuardedChild {
  const guard = join(import.meta.dirname, 'guard.ts');
  const child = spawn(process.execPath, [guard, command, ...args], {
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let kept = '';
  const listeners: ((text: string) => void)[] = [];
  const take = (data: Buffer): void => {
    const text = data.toString();
    kept = (kept + text).slice(-keptOutput);
    for (const listener of listeners) {
      listener(text);
    }
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code));
  });
  const kill = (): void => killGroup(child);
  onExit(kill);
  return {
    process: child,
    output: () => kept,
    onOutput: (listener) => listeners.push(listener),
    exited,
    kill,
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
