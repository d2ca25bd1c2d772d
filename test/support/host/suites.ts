import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from './driver.ts';
import { repositoryFolder, temporaryFolder } from './folders.ts';
import { ollamaSurroundings, tinyModelProject } from './ollamaWindow.ts';
import type { WindowContent } from './workbenchUrl.ts';

/** A folder of `test/integration` whose tests run together in one window. */
export interface Suite {
  readonly name: string;
  /** Whether the window's folders are trusted. */
  readonly trusted: boolean;
  /** How many folders the window has. */
  readonly folders: number;
  /** Makes what the window opens, in a temporary folder. */
  readonly content: () => WindowContent;
  /**
   * Makes what must be around the window, and returns what is added to the environment of the extension host. A suite
   * with surroundings gets an editor of its own.
   */
  readonly surroundings?: () => Promise<Readonly<Record<string, string>>>;
}

/** Every kind of window that the extension is tested in, in the order they run. */
export const suites: readonly Suite[] = [
  {
    name: 'sample',
    trusted: true,
    folders: 1,
    content: () => ({ folder: copyProject('support-assistant') }),
  },
  { name: 'noFolder', trusted: true, folders: 0, content: () => ({}) },
  { name: 'multiRoot', trusted: true, folders: 2, content: () => ({ workspaceFile: multiRootWorkspace() }) },
  {
    name: 'untrusted',
    trusted: false,
    folders: 1,
    content: () => ({ folder: copyProject('support-assistant') }),
  },
  // Apart from the sample, which also runs with the installed extension, whose questions tests cannot answer.
  {
    name: 'generate',
    trusted: true,
    folders: 1,
    content: () => ({ folder: copyProject('support-assistant') }),
  },
  {
    name: 'ollama',
    trusted: true,
    folders: 1,
    content: () => ({ folder: tinyModelProject() }),
    surroundings: ollamaSurroundings,
  },
];

/** The suite's test files, as absolute paths in a fixed order. */
export function testFiles(suite: Suite): string[] {
  const folder = join(repositoryFolder, 'test/integration', suite.name);
  return globSync('**/*.test.ts', { cwd: folder })
    .sort()
    .map((file) => join(folder, file));
}

/** A workspace of the sample project and a folder without any AI in it. */
function multiRootWorkspace(): string {
  const folder = temporaryFolder('workspace');
  const notes = join(folder, 'notes');
  mkdirSync(notes);
  writeFileSync(join(notes, 'README.md'), '# Notes\n\nMinutes of our meetings.\n');
  const file = join(folder, 'team.code-workspace');
  writeFileSync(
    file,
    JSON.stringify({ folders: [{ path: copyProject('support-assistant') }, { path: notes }] }),
  );
  return file;
}
