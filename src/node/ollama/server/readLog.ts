// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { open, stat } from 'node:fs/promises';
import type { LogPlace } from '../../../core/ollama/server/startPlan.ts';
import type { Exec } from '../../../core/ports.ts';

const tailBytes = 16_000;
const journalLines = 20;

/**
 * The end of a server's log, as far as it was written since a moment (milliseconds since 1970). Empty where there is
 * none or it may not be read. Only for a start that the user asked for: a journal is read by running `journalctl`.
 */
export async function readLog(place: LogPlace, since: number, exec: Exec): Promise<string> {
  try {
    return place.kind === 'file'
      ? await fileTail(place.path, since)
      : await journalTail(place.scope, since, exec);
  } catch {
    return '';
  }
}

async function fileTail(path: string, since: number): Promise<string> {
  const { mtimeMs, size } = await stat(path);
  // File systems keep times coarsely.
  if (mtimeMs < since - 2_000) return '';
  const file = await open(path, 'r');
  try {
    const from = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function journalTail(scope: 'system' | 'user', since: number, exec: Exec): Promise<string> {
  const args = ['-u', 'ollama', '-n', String(journalLines), '--no-pager', '-o', 'cat'];
  const from = ['--since', `@${Math.floor(since / 1000) - 1}`];
  const user = scope === 'user' ? ['--user'] : [];
  const { code, stdout } = await exec.run('journalctl', [...user, ...args, ...from], 5_000);
  return code === 0 ? stdout : '';
}
