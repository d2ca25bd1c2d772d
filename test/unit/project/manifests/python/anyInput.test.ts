import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pythonManifestReaders } from '../../../../../src/core/project/manifests/python/registry.ts';
import { readScriptHeader } from '../../../../../src/core/project/manifests/python/scriptHeader.ts';
import { tomlPlaces } from '../../../../../src/core/project/text/tomlPlaces.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

const paths = [
  'pyproject.toml',
  'requirements.txt',
  'constraints.txt',
  'setup.py',
  'setup.cfg',
  'Pipfile',
  'pixi.toml',
  'environment.yml',
  'uv.lock',
  'Pipfile.lock',
];
const readers = paths.map((path) => ({
  path,
  read: pythonManifestReaders.find(({ matches }) => matches(path))!.read,
}));
readers.push({ path: 'run.py', read: readScriptHeader });

const pieces = fc.constantFrom(
  '\n',
  '\r\n',
  '\r',
  ' ',
  '  ',
  '\\\n',
  '#',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '=',
  '==',
  '>=',
  ',',
  ';',
  ':',
  '"',
  "'",
  '"""',
  '@',
  '-r ',
  '-e ',
  '.',
  '..',
  '[project]\n',
  'dependencies',
  '[tool.poetry.dependencies]\n',
  'torch',
  'jax>=1',
  'git+https://h/a.git',
  '%',
  '+',
  'setup(',
  'install_requires=',
  '[options]\n',
  'extras_require',
  '- pip:',
  '- ',
  'x = ',
  'def f(): return ',
  'for a in ',
  '[[package]]\n',
  'name = "a"\n',
  'version = "1"\n',
  '# /// script\n',
  '# ///\n',
  '**',
  '\0',
  'é',
  '💥',
);

const character = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe('any input', () => {
  it('never throws, and every line is in the file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, character), { maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          const last = text.split(/\r\n|\n|\r/).length;
          for (const { path, read } of readers) {
            const { clues, problems, includes = [] } = read(sourceFile(path, text));
            for (const { line } of [...clues, ...problems, ...includes])
              assert.ok(line >= 1 && line <= last, `${path}:${line} of ${last}`);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('claims no dependency of binary data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 400 }), (bytes) => {
        const text = new TextDecoder('latin1').decode(
          Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, ...bytes),
        );
        for (const { path, read } of readers) assert.deepEqual(read(sourceFile(path, text)).clues, [], path);
      }),
      { numRuns: 30 },
    );
  });

  it('finds the places of broken TOML without end', () => {
    for (const text of ['[', '[[', 'a', 'a =', 'a = "', 'a = [', '= 1', '"', '...', 'a = {b = [', '\\', ']'])
      assert.ok(tomlPlaces(text));
  });
});
