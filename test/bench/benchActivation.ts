import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseHost } from '../support/host/chooseHost.ts';
import { startDesktop } from '../support/host/desktop.ts';
import { copyProject, WebHost } from '../support/host/driver.ts';
import { extensionFolder, repositoryFolder, temporaryFolder } from '../support/host/folders.ts';
import { desktopProfile } from '../support/host/runSuites.ts';
import { withDeadline } from '../support/host/withDeadline.ts';
import { median, type Measurement } from './measurement.ts';
import type { ActivationTimes } from '../integration/activation/measureActivation.ts';

const windows = 7;
const limitMs = 30;
const windowDeadlineMs = 90_000;

/** How long `activate` takes in the extension host of fresh windows of the real VS Code. */
export async function benchActivation(): Promise<Measurement[]> {
  const host = await chooseHost();
  if (host.kind === 'none') {
    return [{ what: 'activation', value: undefined, unit: 'ms', limit: limitMs, note: host.remedy }];
  }
  const testsFile = await bundleMeasure();
  const results = join(temporaryFolder('bench'), 'times.jsonl');
  if (host.kind === 'web') await measureInWeb(testsFile, results);
  else
    for (let window = 0; window < windows; window++) await measureInDesktop(host.program, testsFile, results);
  const times = readTimes(results);
  if (times.length !== windows)
    throw new Error(`Only ${times.length} of ${windows} windows measured the activation.`);
  const note = `median of ${windows} fresh windows, ${host.kind}`;
  return [
    {
      what: 'activate',
      value: median(times.map(({ activateMs }) => activateMs)),
      unit: 'ms',
      limit: limitMs,
      note,
    },
    {
      what: 'loading the extension’s code',
      value: median(times.map(({ loadMs }) => loadMs)),
      unit: 'ms',
      note,
    },
  ];
}

async function bundleMeasure(): Promise<string> {
  const outfile = join(temporaryFolder('bench'), 'activation.cjs');
  const entry = join(repositoryFolder, 'test/integration/activation/measureActivation.ts');
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    outfile,
  });
  return outfile;
}

async function measureInWeb(testsFile: string, results: string): Promise<void> {
  const host = await WebHost.start({ trusted: true, env: { AI_STACK_BENCH_RESULTS: results } });
  try {
    for (let count = 0; count < windows; count++) {
      const messages: string[] = [];
      let finish: () => void = () => undefined;
      const finished = new Promise<void>((resolve) => (finish = resolve));
      const window = await host.open({
        folder: copyProject('support-assistant'),
        testsFile,
        prepare: async (page) => {
          await page.exposeFunction('codeAutomationLog', (...said: unknown[]) => noteError(said, messages));
          await page.exposeFunction('codeAutomationExit', () => finish());
        },
      });
      await withDeadline(finished, windowDeadlineMs, () => `The window did not end.\n${window.console()}`);
      if (!existsSync(results)) throw new Error(`The window measured nothing.\n${messages.join('\n')}`);
      await window.close();
    }
  } finally {
    await host.stop();
  }
}

async function measureInDesktop(program: string, testsFile: string, results: string): Promise<void> {
  const args = [
    copyProject('support-assistant'),
    `--extensionDevelopmentPath=${extensionFolder}`,
    `--extensionTestsPath=${testsFile}`,
    '--disable-workspace-trust',
    ...desktopProfile(),
  ];
  const child = startDesktop(program, args, { ...process.env, AI_STACK_BENCH_RESULTS: results });
  await withDeadline(
    child.exited,
    windowDeadlineMs,
    () => `VS Code did not end.\n${child.output().slice(-2000)}`,
  );
}

function readTimes(file: string): ActivationTimes[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as ActivationTimes);
}

/** What the window says of itself; it lacks its compiled parts, and says so at length. */
function noteError([level, words]: unknown[], messages: string[]): void {
  const text = JSON.stringify(words);
  if (level === 'error' && !/spdlog|watchdog|Service Worker/.test(text)) messages.push(text.slice(0, 1000));
}
