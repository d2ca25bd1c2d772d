import assert from 'node:assert/strict';
import { isWeightsFile, isWeightsFolder, typedPath } from '../../../../src/editor/modelfile/typedPath.ts';

describe('typedPath', () => {
  it('sees where a model or a path is typed', () => {
    assert.deepEqual(typedPath('FROM '), {
      instruction: 'from',
      start: 5,
      typed: '',
      folder: '',
      isPath: false,
    });
    assert.deepEqual(typedPath('  adapter "./lora/a'), {
      instruction: 'adapter',
      start: 11,
      typed: './lora/a',
      folder: './lora/',
      isPath: true,
    });
  });

  for (const before of [
    '',
    'FROM',
    'FROMAGE x',
    'PARAMETER stop ./',
    'SYSTEM FROM ',
    '# FROM ./',
    'FROM "a" ',
  ]) {
    it(`sees nothing in ${JSON.stringify(before)}`, () => assert.equal(typedPath(before), undefined));
  }

  it('tells paths from names', () => {
    const rows: [string, boolean, string][] = [
      ['gemma3', false, ''],
      ['hf.co/user/repo', false, ''],
      ['.', true, ''],
      ['..', true, ''],
      ['./', true, './'],
      ['../models/', true, '../models/'],
      ['/opt/mo', true, '/opt/'],
      ['~/mo', true, '~/'],
      ['C:\\models\\x', true, 'C:\\models\\'],
    ];
    for (const [typed, isPath, folder] of rows) {
      const found = typedPath(`FROM ${typed}`);
      assert.deepEqual([found?.isPath, found?.folder], [isPath, folder], typed);
    }
  });
});

describe('weights', () => {
  it('are files that the instruction takes', () => {
    const names = ['a.gguf', 'a.GGUF', 'a.safetensors', 'a.txt', 'gguf'];
    const taken = (instruction: 'from' | 'adapter'): boolean[] =>
      names.map((name) => isWeightsFile(name, instruction));
    assert.deepEqual(taken('from'), [true, true, false, false, false]);
    assert.deepEqual(taken('adapter'), [true, true, true, false, false]);
  });

  it('are folders with weights in them', () => {
    assert.ok(isWeightsFolder(['config.json', 'model-00001-of-00002.safetensors']));
    assert.ok(isWeightsFolder(['adapter_model.safetensors']));
    assert.ok(isWeightsFolder(['pytorch_model.bin']));
    assert.ok(isWeightsFolder(['a.gguf']));
    assert.ok(!isWeightsFolder(['model.py', 'weights.safetensors', 'data.bin']));
  });
});
