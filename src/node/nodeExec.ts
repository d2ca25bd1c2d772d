// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { execFile } from 'node:child_process';
import type { Exec, ExecResult } from '../core/ports.ts';
import { neutralFolder } from './neutralFolder.ts';

const mostOutput = 1_000_000;

/** Runs programs found on PATH, without a shell. Rejects, too, when a program prints more than 1 MB. */
export const nodeExec: Exec = {
  run(command, args, timeoutMs) {
    return new Promise<ExecResult>((resolve, reject) => {
      const options = {
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: mostOutput,
        windowsHide: true,
        // Windows looks for programs in the current folder first, which may be the project under examination.
        cwd: neutralFolder(),
        env: { ...process.env, NoDefaultCurrentDirectoryInExePath: '1' },
      } as const;
      execFile(command, [...args], options, (error, stdout, stderr) => {
        if (!error) resolve({ code: 0, stdout, stderr });
        // A number is the exit status; a name such as ENOENT means that the program did not run or did not end.
        else if (typeof error.code === 'number' && !error.killed)
          resolve({ code: error.code, stdout, stderr });
        else reject(new Error(failure(command, error, timeoutMs), { cause: error }));
      });
    });
  },
};

function failure(
  command: string,
  error: { killed?: boolean; message: string; code?: unknown },
  timeoutMs: number,
): string {
  if (error.code === 'ENOENT') return `${command} is not on PATH`;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `${command} printed too much`;
  return error.killed ? `${command} did not end within ${timeoutMs} ms` : error.message;
}
