import type { Context } from 'mocha';
import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { findProgram } from '../host/findProgram.ts';
import { skipWithout } from './install.ts';

/** The lines that `terraform fmt` would change, or why it cannot read them. Skips the suite without Terraform. */
export function terraformFormatOrSkip(context: Context): (file: string) => string[] {
  const program = findProgram('terraform');
  if (program === undefined) return skipWithout(context, 'Terraform', 'Put it on the PATH.');
  return (file) => {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: devNull, CHECKPOINT_DISABLE: '1' };
    const result = spawnSync(program, ['fmt', '-no-color', '-'], { encoding: 'utf8', input: file, env });
    if (result.error) throw result.error;
    if (result.status !== 0) return result.stderr.split('\n').filter((line) => line.trim() !== '');
    return differences(file.split('\n'), result.stdout.split('\n'));
  };
}

function differences(before: readonly string[], after: readonly string[]): string[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => index)
    .filter((index) => before[index] !== after[index])
    .map((index) => `${index + 1}: "${before[index] ?? ''}" would be "${after[index] ?? ''}"`);
}
