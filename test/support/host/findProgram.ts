import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that is on the PATH, or undefined. */
export function findProgram(...names: readonly string[]): string | undefined {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      for (const extension of extensions) {
        const candidate = join(folder, name + extension);
        if (folder !== '' && isProgram(candidate)) {
          return candidate;
        }
      }
    }
  }
  return undefined;
}

/** Whether there is a file here that this user may run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
