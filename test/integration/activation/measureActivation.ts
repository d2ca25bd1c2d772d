import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';

const extensionId = 'ai-stack-guide.ai-stack-guide';

/** Times in whole milliseconds, as VS Code's extension host itself marks them. */
export interface ActivationTimes {
  readonly activateMs: number;
  readonly loadMs: number;
}

/** Runs in the extension host of a fresh window and adds a line to the file that AI_STACK_BENCH_RESULTS names. */
export async function run(): Promise<void> {
  const file = process.env['AI_STACK_BENCH_RESULTS'];
  if (file === undefined)
    throw new Error('AI_STACK_BENCH_RESULTS is not set: start this with npm run bench.');
  const extension = vscode.extensions.getExtension(extensionId);
  if (!extension) throw new Error('VS Code did not load the extension.');
  await extension.activate();
  // The last mark is set just after those who wait for the activation are told.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const times: ActivationTimes = {
    activateMs: between('ActivateExtension'),
    loadMs: between('LoadExtensionCode'),
  };
  appendFileSync(file, `${JSON.stringify(times)}\n`);
}

interface Mark {
  readonly name: string;
  readonly startTime: number;
}

/** Where VS Code's own processes keep their marks, which "Developer: Startup Performance" shows, too. */
function marks(): readonly Mark[] {
  const store = (globalThis as { MonacoPerformanceMarks?: { getMarks(): Mark[] } }).MonacoPerformanceMarks;
  return store?.getMarks() ?? [];
}

function between(name: string): number {
  const at = (mark: string): number => {
    const full = `code/extHost/${mark}${name}/${extensionId}`;
    const entry = marks().find((each) => each.name.toLowerCase() === full.toLowerCase());
    if (!entry) throw new Error(`VS Code left no mark ${full} among ${marks().length}.`);
    return entry.startTime;
  };
  return at('did') - at('will');
}
