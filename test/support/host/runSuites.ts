import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuardedChild } from './children.ts';
import { startDesktop } from './desktop.ts';
import { WebHost, type EditorWindow } from './driver.ts';
import { quietSettings } from './editorSettings.ts';
import { extensionFolder, temporaryFolder } from './folders.ts';
import { addOutcomes, noTests, type Outcome } from './outcome.ts';
import type { Suite } from './suites.ts';
import { withDeadline } from './withDeadline.ts';

/** A suite together with its bundled entry. */
export interface BundledSuite {
  readonly suite: Suite;
  readonly file: string;
}

type Environment = Readonly<Record<string, string>>;

/** A hung editor is ended after this long; whole suites take seconds. */
const suiteDeadline = Number(process.env['AI_STACK_SUITE_SECONDS'] ?? 180) * 1000;

/** Runs the suites one after the other, in one server as far as their trust allows, and prints each as it ends. */
export async function runInWeb(bundled: readonly BundledSuite[]): Promise<Outcome> {
  const results = temporaryFolder('results');
  let total = noTests;
  const alone = bundled.filter(({ suite }) => suite.surroundings !== undefined);
  const shared = [true, false].map((trusted) =>
    bundled.filter(({ suite }) => suite.surroundings === undefined && suite.trusted === trusted),
  );
  for (const group of [...shared, ...alone.map((one) => [one])]) {
    const first = group[0]?.suite;
    if (first === undefined) {
      continue;
    }
    const env = await environmentOf(first, results);
    const host = await WebHost.start({ trusted: first.trusted, env });
    for (const { suite, file } of group) {
      const problem = await runInReadyWindow(host, suite, file, env, results);
      const output = host.server.child.output().slice(-4000);
      total = addOutcomes(total, readResults(results, suite, problem, output));
    }
    await host.stop();
  }
  return total;
}

/** What the suite's own surroundings add to the environment, and where its results go. */
async function environmentOf(suite: Suite, results: string): Promise<Environment> {
  return { ...(await suite.surroundings?.()), AI_STACK_TEST_RESULTS: results };
}

/** How often a window is opened that comes without its folders. */
const mostOpenings = 6;

/**
 * Now and then the browser's VS Code opens a `.code-workspace` before its file system is there, and the window stays
 * without folders. No test has run then, and the window is opened again, which is said: in a server of its own, since
 * in the same one it may come without folders time and again.
 */
async function runInReadyWindow(
  host: WebHost,
  suite: Suite,
  testsFile: string,
  env: Environment,
  results: string,
): Promise<string | undefined> {
  const unready = join(results, `${suite.name}.unready`);
  for (let opening = 1; ; opening++) {
    const problem =
      opening === 1 ? await runInWindow(host, suite, testsFile) : await runInOwnServer(suite, testsFile, env);
    if (!existsSync(unready)) return problem;
    rmSync(unready);
    if (opening === mostOpenings) return `The window came without its folders ${mostOpenings} times.`;
    console.log(`${suite.name}: the window came without its folders and is opened again.`);
  }
}

async function runInOwnServer(
  suite: Suite,
  testsFile: string,
  env: Environment,
): Promise<string | undefined> {
  const host = await WebHost.start({ trusted: suite.trusted, env });
  try {
    return await runInWindow(host, suite, testsFile);
  } finally {
    await host.stop();
  }
}

/** Resolves with what went wrong besides failing tests, or undefined. */
async function runInWindow(host: WebHost, suite: Suite, testsFile: string): Promise<string | undefined> {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let window: EditorWindow | undefined;
  try {
    window = await host.open({
      ...suite.content(),
      testsFile,
      prepare: async (page) => {
        await page.exposeFunction('codeAutomationLog', () => undefined);
        await page.exposeFunction('codeAutomationExit', () => finish());
      },
    });
    await withDeadline(
      finished,
      suiteDeadline,
      () => `The suite did not end within ${suiteDeadline / 1000} s.`,
    );
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `${message}\n${window?.console() ?? ''}`;
  } finally {
    await window?.close();
  }
}

/** Runs the suites one after the other, each in a desktop window of its own. */
export async function runInDesktop(program: string, bundled: readonly BundledSuite[]): Promise<Outcome> {
  const results = temporaryFolder('results');
  let total = noTests;
  for (const { suite, file } of bundled) {
    const env = { ...process.env, ...(await environmentOf(suite, results)) };
    const child = startDesktop(program, desktopArguments(suite, file), env);
    const problem = await ended(child);
    total = addOutcomes(total, readResults(results, suite, problem, child.output().slice(-4000)));
  }
  return total;
}

async function ended(child: GuardedChild): Promise<string | undefined> {
  try {
    await withDeadline(
      child.exited,
      suiteDeadline,
      () => `VS Code did not end within ${suiteDeadline / 1000} s.`,
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    child.kill();
  }
}

function desktopArguments(suite: Suite, testsFile: string): string[] {
  const { folder, workspaceFile } = suite.content();
  const opened = folder ?? workspaceFile;
  return [
    ...(opened === undefined ? [] : [opened]),
    `--extensionDevelopmentPath=${extensionFolder}`,
    `--extensionTestsPath=${testsFile}`,
    ...(suite.trusted ? ['--disable-workspace-trust'] : []),
    ...desktopProfile(),
  ];
}

/** Arguments that give the desktop program an empty profile with quiet settings. */
export function desktopProfile(): string[] {
  const profile = temporaryFolder('profile');
  const user = join(profile, 'data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(quietSettings, null, 2));
  return [`--user-data-dir=${join(profile, 'data')}`, `--extensions-dir=${join(profile, 'extensions')}`];
}

/** Prints the suite's report; a suite that left no counts, or had another problem, counts as one failure more. */
function readResults(folder: string, suite: Suite, problem: string | undefined, output: string): Outcome {
  console.log(`\n${suite.name}`);
  const log = join(folder, `${suite.name}.log`);
  if (existsSync(log)) {
    process.stdout.write(readFileSync(log, 'utf8'));
  }
  const file = join(folder, `${suite.name}.json`);
  const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : undefined;
  if (counts !== undefined && problem === undefined) {
    return counts;
  }
  console.log(`  FAIL ${suite.name}: ${problem ?? 'the tests did not run to their end.'}\n${output}`);
  return addOutcomes(counts ?? noTests, { ...noTests, failed: 1 });
}
