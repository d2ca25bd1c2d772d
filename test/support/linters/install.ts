import type { Context } from 'mocha';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../host/folders.ts';

const requiresAll = process.env['AI_STACK_REQUIRE_ALL'] === '1';
/** Linters are fetched where everything is required, or where AI_STACK_INSTALL=1 asks for it. */
const mayInstall = requiresAll || process.env['AI_STACK_INSTALL'] === '1';

export const installRemedy = 'AI_STACK_INSTALL=1 npm run test:generated fetches it.';

/** Says why a suite is skipped, or fails it where everything is required. */
export function skipWithout(context: Context, what: string, remedy: string): never {
  const sentence = `${what} is not here. ${remedy}`;
  if (requiresAll) throw new Error(sentence);
  console.log(`    skipped: ${sentence}`);
  return context.skip();
}

/** The folder of a linter in the cache, made once by `make`; undefined where it is not there and may not be made. */
export function cachedLinter(name: string, make: (folder: string) => void): string | undefined {
  const folder = join(cacheFolder, 'linters', name);
  if (existsSync(folder)) return folder;
  if (!mayInstall) return undefined;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  try {
    make(draft);
    // Whoever comes second finds it made.
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Runs a program to its end and returns what it printed; throws where it fails. */
export function runOrThrow(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 300_000,
  });
  if (result.status === 0) return result.stdout;
  throw new Error(
    `${program} ${args.slice(0, 3).join(' ')} failed: ${result.error?.message ?? result.stderr.slice(-2000)}`,
  );
}

/** What a linter says of a text on its standard input, a line for each finding; [] where it says nothing. */
export function lintText(program: string, args: readonly string[], text: string): string[] {
  const result = spawnSync(program, args, { encoding: 'utf8', input: text, timeout: 60_000 });
  if (result.error) throw result.error;
  const said = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
  return result.status === 0 || said.length > 0
    ? said
    : [`${program} ended with ${result.status ?? result.signal}`];
}
