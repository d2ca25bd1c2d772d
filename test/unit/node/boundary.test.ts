import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const core = resolve(import.meta.dirname, '../../../src/core');

/** ESLint keeps Node and `vscode` out of the core, but cannot tell `src/node` from a core folder of that name. */
describe('the core', () => {
  it('imports none of our files outside of it', () => {
    const strays = globSync('**/*.ts', { cwd: core }).flatMap((file) => {
      const text = readFileSync(join(core, file), 'utf8');
      return [...text.matchAll(/\bfrom '(\.[^']+)'/g)]
        .map(([, path]) => relative(core, resolve(core, dirname(file), path!)))
        .filter((path) => path.startsWith('..'))
        .map((path) => `${file} imports ${path}`);
    });
    assert.deepEqual(strays, []);
  });
});
