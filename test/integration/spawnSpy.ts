import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/** The programs that this extension host starts while the work runs. They are not really started. */
export async function programsStartedDuring(work: () => Promise<unknown>): Promise<string[]> {
  const started: string[] = [];
  const { execFile, spawn } = childProcess;
  const spy = (command: string): never => {
    started.push(command);
    throw new Error('not started: a test is watching');
  };
  Object.assign(childProcess, { execFile: spy, spawn: spy });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(childProcess, { execFile, spawn });
    syncBuiltinESMExports();
  }
  return started;
}
