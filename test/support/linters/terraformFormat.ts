import type { Context } from 'mocha';
import { findProgram } from '../host/findProgram.ts';
import { lintText, skipWithout } from './install.ts';

/** The changes that `terraform fmt` would make, as lines of a diff. Skips the suite where Terraform is not here. */
export function terraformFormatOrSkip(context: Context): (file: string) => string[] {
  const program = findProgram('terraform');
  if (program === undefined) return skipWithout(context, 'Terraform', 'Put it on the PATH.');
  return (file) => lintText(program, ['fmt', '-check', '-diff', '-no-color', '-'], file);
}
