import assert from 'node:assert/strict';
import type { Clue } from '../../../src/core/project/clue.ts';
import { fileRole, weigh, type FileRole } from '../../../src/core/project/roles.ts';

describe('fileRole', () => {
  const cases: [string, FileRole][] = [
    ['src/app/main.py', 'product'],
    ['tests/test_app.py', 'tests'],
    ['src/app/test_app.py', 'tests'],
    ['src/app.test.ts', 'tests'],
    ['examples/train.py', 'examples'],
    ['docs/source/conf.py', 'docs'],
    ['.github/workflows/deploy.yml', 'automation'],
    ['latest/contest.py', 'product'],
    ['pkg/server_test.go', 'tests'],
    ['notebooks/train.ipynb', 'product'],
  ];
  for (const [path, role] of cases) it(`${path} is ${role}`, () => assert.equal(fileRole(path), role));
});

describe('weigh', () => {
  const clue = (more: Partial<Clue>): Clue => ({
    kind: 'dependency',
    name: 'torch',
    line: 1,
    scope: 'runtime',
    ...more,
  });

  it('ranks proofs as the guide does', () => {
    const ranked = [
      weigh(clue({}), 'product'),
      weigh(clue({ kind: 'import' }), 'product'),
      weigh(clue({ scope: 'optional' }), 'product'),
      weigh(clue({ scope: 'dev' }), 'product'),
      weigh(clue({ kind: 'import' }), 'tests'),
      weigh(clue({ scope: 'locked' }), 'product'),
    ].map((weight) => weight.factor);
    assert.deepEqual(
      ranked,
      [...ranked].sort((a, b) => b - a),
    );
    assert.equal(ranked.at(-1), 0);
    assert.equal(weigh(clue({ kind: 'word' }), 'product').factor, 0);
  });
});
