import assert from 'node:assert/strict';
import { pathForm } from '../../../../src/editor/modelfile/pathForm.ts';

describe('pathForm', () => {
  const rows = [
    ['./model.gguf', 'relative', 'relative'],
    ['model.gguf', 'relative', 'relative'],
    ['../a/b', 'relative', 'relative'],
    ['llama3.2:latest', 'relative', 'relative'],
    ['/models/a.gguf', 'absolute', 'absolute'],
    ['C:\\models\\a.gguf', 'relative', 'absolute'],
    ['c:/models/a.gguf', 'relative', 'absolute'],
    ['\\models', 'relative', 'absolute'],
    ['~', 'home', 'home'],
    ['~/a.gguf', 'home', 'home'],
    ['~\\a.gguf', 'otherHome', 'home'],
    ['~ada/a.gguf', 'otherHome', 'otherHome'],
    ['\\\\server\\share\\a.gguf', 'relative', 'network'],
    ['//server/share/a.gguf', 'absolute', 'network'],
  ] as const;
  for (const [path, unix, windows] of rows) {
    it(`takes ${path} for ${unix}, on Windows for ${windows}`, () => {
      assert.deepEqual([pathForm(path, false), pathForm(path, true)], [unix, windows]);
    });
  }
});
