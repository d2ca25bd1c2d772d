/**
 * `npm run test:integration [-- SUITE…] [-- --grep TEXT]`: runs test/integration in a real VS Code. The extension must
 * be built before; the npm script does that.
 */
import { parseArgs } from 'node:util';
import { bundleSuite } from './host/bundle.ts';
import { chooseHost } from './host/chooseHost.ts';
import { formatOutcome, noTests, type Outcome } from './host/outcome.ts';
import { runInDesktop, runInWeb } from './host/runSuites.ts';
import { suites, testFiles } from './host/suites.ts';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !suites.some((suite) => suite.name === name));
if (unknown !== undefined) {
  throw new Error(`There is no suite "${unknown}": ${suites.map((suite) => suite.name).join(', ')}.`);
}
if (values.grep !== undefined) {
  process.env['AI_STACK_TEST_GREP'] = values.grep;
}

const chosen = suites.filter(
  (suite) => (positionals.length === 0 || positionals.includes(suite.name)) && testFiles(suite).length > 0,
);
const outcome = await run();
console.log(`\n${formatOutcome(outcome)}`);
process.exit(outcome.failed > 0 ? 1 : 0);

async function run(): Promise<Outcome> {
  const host = await chooseHost();
  if (host.kind === 'none') {
    const required = process.env['AI_STACK_REQUIRE_ALL'] === '1';
    const count = chosen.length;
    return required ? { ...noTests, failed: count } : { ...noTests, skipped: count };
  }
  const bundled = await Promise.all(chosen.map(async (suite) => ({ suite, file: await bundleSuite(suite) })));
  return host.kind === 'desktop' ? runInDesktop(host.program, bundled) : runInWeb(bundled);
}
