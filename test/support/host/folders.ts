import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onExit } from './children.ts';

export const repositoryFolder = resolve(import.meta.dirname, '../../..');

/** The extension under test: the repository, or an unpacked .vsix that `AI_STACK_EXTENSION` names. */
export const extensionFolder = resolve(process.env['AI_STACK_EXTENSION'] ?? repositoryFolder);

/** The sample project that tests, `npm start` and the pictures open (always a copy of it). */
export const sampleFolder = resolve(repositoryFolder, 'test/fixtures/sample');

/** Where editors are kept between runs; `AI_STACK_CACHE` moves it out of the clone. */
export const cacheFolder = resolve(
  process.env['AI_STACK_CACHE'] ?? resolve(repositoryFolder, '.vscode-test'),
);

/** Makes a folder under the system's temporary folder that is gone when this process ends. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `ai-stack-${purpose}-`));
  onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}
