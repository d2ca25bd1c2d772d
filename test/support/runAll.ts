/**
 * `npm test`: runs every suite one after the other and ends with one line that sums them. The extension must be built
 * before; the npm script does that.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repositoryFolder } from './host/folders.ts';
import { addOutcomes, findOutcome, formatOutcome, noTests, type Outcome } from './host/outcome.ts';

const mocha = join(repositoryFolder, 'node_modules/mocha/bin/mocha.js');
const suites: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'unit', args: [mocha] },
  {
    name: 'programs',
    args: [mocha, '--no-package', '--reporter=dot', '--timeout=60000', 'test/programs/**/*.test.ts'],
  },
  {
    name: 'package',
    args: [mocha, '--no-package', '--reporter=dot', '--timeout=240000', 'test/package/**/*.test.ts'],
  },
  {
    name: 'generated',
    args: [mocha, '--no-package', '--reporter=dot', '--timeout=240000', 'test/generated/**/*.test.ts'],
  },
  {
    name: 'ollama',
    args: [mocha, '--no-package', '--reporter=dot', '--timeout=60000', 'test/ollama/**/*.test.ts'],
  },
  { name: 'integration', args: [join(import.meta.dirname, 'integration.ts')] },
];

let total = noTests;
for (const suite of suites) {
  console.log(`\n== ${suite.name}`);
  total = addOutcomes(total, await runSuite(suite.args));
}
console.log(`\n${formatOutcome(total)}`);
process.exit(total.failed > 0 ? 1 : 0);

/** Runs one suite, shows what it writes, and reads its counts; a suite that ends badly without any is one failure. */
async function runSuite(args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, args, {
    cwd: repositoryFolder,
    // The whole of the fuzzing, of which test:unit takes only a taste.
    env: { AI_STACK_FUZZ: '10000', ...process.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    process.stdout.write(data);
  });
  const status = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  // Mocha's own summary first: a failed assertion may quote the closing line of a run within the run.
  const outcome = findMochaOutcome(output) ?? findOutcome(output);
  if (outcome === undefined || (status !== 0 && outcome.failed === 0)) {
    console.log(`FAIL: the suite ended with status ${status} and without a proper count.`);
    return addOutcomes(outcome ?? noTests, { ...noTests, failed: 1 });
  }
  return outcome;
}

function findMochaOutcome(output: string): Outcome | undefined {
  const count = (word: string): number | undefined => {
    const match = new RegExp(`^\\s+(\\d+) ${word}\\b`, 'm').exec(output);
    return match ? Number(match[1]) : undefined;
  };
  const passed = count('passing');
  return passed === undefined
    ? undefined
    : { passed, failed: count('failing') ?? 0, skipped: count('pending') ?? 0 };
}
