// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { spawn, type ChildProcess } from 'node:child_process';
import type { ProgramCall } from '../../../core/ollama/server/startPlan.ts';
import type { LaunchedProgram, ProgramExit } from '../../../core/ollama/server/startServer.ts';
import { neutralFolder } from '../../neutralFolder.ts';

/** How much of the output is kept for those who ask late, in characters. */
const keptCharacters = 64_000;
/** How long a server may take to unload its models before it is killed. */
const usualGraceMs = 5_000;

/**
 * A server that we run, without a shell, in a process group of its own so that what it started ends with it. Its
 * output is piped through us: where we die without ending it, its next line ends it.
 */
export class ServerProcess implements LaunchedProgram {
  readonly exited: Promise<ProgramExit>;
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(text: string) => void>();
  readonly #graceMs: number;
  #output = '';
  #over = false;

  constructor({ program, args }: ProgramCall, env: Readonly<Record<string, string>>, graceMs = usualGraceMs) {
    this.#graceMs = graceMs;
    this.#child = spawn(program, [...args], {
      env: { ...process.env, ...env },
      cwd: neutralFolder(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // Windows ends the tree by another way, and would open a console.
      detached: process.platform !== 'win32',
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    }
    this.exited = new Promise((resolve) => {
      const over = (exit: ProgramExit): void => {
        this.#over = true;
        resolve(exit);
      };
      // With no process there is no exit; with one, `close` comes when all output was read.
      this.#child.once('error', (error) => over({ code: null, signal: null, spawnError: error.message }));
      this.#child.once('close', (code, signal) => over({ code, signal }));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What was written so far, its end where it was much. */
  get output(): string {
    return this.#output;
  }

  log(): Promise<string> {
    return Promise.resolve(this.#output);
  }

  /** Calls back with what is written from now on. */
  onOutput(listener: (text: string) => void): void {
    this.#listeners.add(listener);
  }

  /** Asks the server to end, and kills it when it does not. Resolves when it is gone. */
  async end(): Promise<void> {
    if (this.#over) return;
    this.endNow();
    const kill = setTimeout(() => this.#signal('SIGKILL'), this.#graceMs);
    await this.exited;
    clearTimeout(kill);
  }

  /** Asks the server to end and waits for nothing, for when the window closes. */
  endNow(): void {
    if (!this.#over) this.#signal('SIGTERM');
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') endTree(pid);
      else process.kill(-pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }

  #take(text: string): void {
    this.#output = (this.#output + text).slice(-keptCharacters);
    for (const listener of this.#listeners) listener(text);
  }
}

/** Windows has no signals: a process ended by its id alone would leave its model runners behind. */
function endTree(pid: number): void {
  spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
    'error',
    () => undefined,
  );
}
