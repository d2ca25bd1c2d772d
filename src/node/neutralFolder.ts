// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';

/** A folder that no project is in, to run programs in. Some containers have no home, and nothing would run in it. */
export function neutralFolder(): string {
  const home = homedir();
  return existsSync(home) ? home : dirname(process.execPath);
}
