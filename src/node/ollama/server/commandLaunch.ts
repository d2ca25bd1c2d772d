// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { spawn } from 'node:child_process';
import type { LogPlace, ProgramCall } from '../../../core/ollama/server/startPlan.ts';
import type { LaunchedProgram, ProgramExit } from '../../../core/ollama/server/startServer.ts';
import type { Exec } from '../../../core/ports.ts';
import { neutralFolder } from '../../neutralFolder.ts';
import { readLog } from './readLog.ts';

/** A command that has the system or an app start the server. */
export interface LaunchedCommand extends ProgramCall {
  readonly stays: boolean;
  readonly log?: LogPlace;
}

/** How long the system may take to take an order, in milliseconds. */
const orderMs = 60_000;

/**
 * Runs a command that has something else keep the server: it is not ours, and ending does nothing. An app that stays
 * is let go at once, so that it outlives us.
 */
export function launchCommand(command: LaunchedCommand, exec: Exec): LaunchedProgram {
  let said = '';
  const since = Date.now();
  const exited = command.stays
    ? launchApp(command)
    : exec.run(command.program, command.args, orderMs).then(
        ({ code, stdout, stderr }): ProgramExit => {
          said = `${stdout}\n${stderr}`;
          return { code, signal: null };
        },
        (error: unknown): ProgramExit => ({ code: null, signal: null, spawnError: words(error) }),
      );
  return {
    exited,
    log: async () => {
      const log = command.log ? await readLog(command.log, since, exec) : '';
      // What the command itself complains of comes last, and so counts when the log has nothing that is an error.
      return `${log}\n${said}`;
    },
    end: () => Promise.resolve(),
  };
}

function launchApp({ program, args }: ProgramCall): Promise<ProgramExit> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: neutralFolder(),
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
    });
    child.once('error', (error) => resolve({ code: null, signal: null, spawnError: error.message }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.unref();
  });
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
