import assert from 'node:assert/strict';
import { sourceReaders } from '../../../../src/core/project/sources/registry.ts';

describe('sourceReaders', () => {
  const cases: Record<string, string | undefined> = {
    'a/train.py': 'python',
    'a/train.pyi': undefined,
    'x.ipynb': 'notebook',
    'x.ts': 'javascript',
    'x.mts': 'javascript',
    'x.cjs': 'javascript',
    'x.jsx': 'javascript',
    'x.tsx': 'javascript',
    'x.json': undefined,
    'main.go': 'go',
    'go.mod': undefined,
  };
  for (const [path, id] of Object.entries(cases)) {
    it(`gives ${path} to ${id ?? 'nobody'}`, () => {
      assert.deepEqual(
        sourceReaders.filter((reader) => reader.matches(path)).map((reader) => reader.id),
        id === undefined ? [] : [id],
      );
    });
  }
});
