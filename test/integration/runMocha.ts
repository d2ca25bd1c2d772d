import Mocha from 'mocha';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/**
 * Runs a suite inside the extension host, once the window has this many folders. The counts go to `<suite>.json` and
 * what a person reads to `<suite>.log`, both in the folder named by AI_STACK_TEST_RESULTS: files are the one channel
 * that every host has.
 */
export async function runMocha(suite: string, folders: number, loadTests: () => void): Promise<void> {
  const folder = process.env['AI_STACK_TEST_RESULTS'];
  if (folder === undefined) {
    throw new Error('AI_STACK_TEST_RESULTS is not set: start these tests with npm run test:integration.');
  }
  process.setSourceMapsEnabled(true);
  if (!(await foldersLoaded(folders))) {
    // No test has run: the runner opens the window anew.
    writeFileSync(join(folder, `${suite}.unready`), '');
    throw new Error(`The window did not get its ${folders} folders.`);
  }
  const grep = process.env['AI_STACK_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    ...(grep ? { grep } : {}),
    forbidOnly: Boolean(process.env['CI']),
  });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  loadTests();
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.reporter(Mocha.reporters.Base).run(resolve);
    report(runner, suite, folder);
  });
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}

/** A remote `.code-workspace` is read after the extension host has started; until then the window has no folders. */
async function foldersLoaded(folders: number): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  const loaded = (): boolean => (vscode.workspace.workspaceFolders ?? []).length === folders;
  while (!loaded() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  return loaded();
}

function report(runner: Mocha.Runner, suite: string, folder: string): void {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const say = (line: string): void => appendFileSync(join(folder, `${suite}.log`), `${line}\n`);
  runner.on('pass', (test) => {
    counts.passed += 1;
    say(`  ok   ${test.fullTitle()} (${test.duration ?? 0} ms)`);
  });
  runner.on('pending', (test) => {
    counts.skipped += 1;
    say(`  skip ${test.fullTitle()}`);
  });
  runner.on('fail', (test, error: Error) => {
    counts.failed += 1;
    say(`  FAIL ${test.fullTitle()}\n${(error.stack ?? error.message).replace(/^/gm, '       ')}`);
  });
  runner.once('end', () => writeFileSync(join(folder, `${suite}.json`), JSON.stringify(counts)));
}
