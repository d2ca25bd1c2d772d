import { build } from 'esbuild';
import { join, relative } from 'node:path';
import { repositoryFolder } from './folders.ts';
import { testFiles, type Suite } from './suites.ts';

/**
 * Bundles a suite's test files into one CommonJS file, which is what an extension host loads, and returns its path.
 * Each test file is required inside a function, so that mocha's globals are there when it is evaluated.
 */
export async function bundleSuite(suite: Suite): Promise<string> {
  const integration = join(repositoryFolder, 'test/integration');
  const requires = testFiles(suite).map(
    (file) => `require(${JSON.stringify(`./${posix(relative(integration, file))}`)});`,
  );
  const entry = [
    `import { runMocha } from './runMocha.ts';`,
    `export const run = () => runMocha(${JSON.stringify(suite.name)}, ${suite.folders}, () => { ${requires.join(' ')} });`,
  ];
  const outfile = join(repositoryFolder, 'dist/test', `${suite.name}.cjs`);
  await build({
    stdin: { contents: entry.join('\n'), resolveDir: integration, sourcefile: 'entry.ts', loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
