import type { Context } from 'mocha';
import { findProgram } from '../host/findProgram.ts';
import { lintText, skipWithout } from './install.ts';

/** Lints shell scripts: a line for each finding. Skips the suite where ShellCheck is not on the PATH. */
export function shellcheckOrSkip(context: Context): (script: string, shell: 'sh' | 'bash') => string[] {
  const program = findProgram('shellcheck');
  if (program === undefined)
    return skipWithout(context, 'ShellCheck', 'It is the package shellcheck of Debian and others.');
  return (script, shell) =>
    lintText(program, ['--norc', `--shell=${shell}`, '--format=gcc', '--severity=style', '-'], script);
}
