import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { extensionUnderTest } from './extensionUnderTest.ts';

/**
 * The programs that our extension starts while the work runs; no program is really started meanwhile. Others in the
 * same host (ripgrep for a search, ps for a terminal) are told apart by the stack.
 */
export async function programsStartedDuring(work: () => Promise<unknown>): Promise<string[]> {
  const ours = join(extensionUnderTest().extensionPath, 'dist', 'chunks');
  const started: string[] = [];
  const { execFile, spawn } = childProcess;
  const spy = (command: string): never => {
    if (new Error().stack?.includes(ours) === true) started.push(command);
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
