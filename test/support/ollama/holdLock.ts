import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { onExit } from '../host/children.ts';

/**
 * Holds a lock file with this process's id in it and returns what lets it go; waits while another living process
 * holds it. One that a dead process left is taken over.
 */
export async function holdLock(file: string): Promise<() => void> {
  const release = (): void => {
    if (holder(file) === process.pid) rmSync(file, { force: true });
  };
  onExit(release);
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = holder(file);
    if (other === undefined || !isAlive(other)) {
      rmSync(file, { force: true });
      continue;
    }
    if (waited === 0) console.log(`Waiting for process ${other}, which does the same.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Undefined where there is no file, or nothing in it: its writer died between the two steps. */
function holder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
