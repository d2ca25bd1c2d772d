import assert from 'node:assert/strict';
import {
  isGoCharacter,
  isGoNumber,
  isGoString,
} from '../../../../src/core/ollama/modelfile/values/goLiterals.ts';
import {
  parseGoBool,
  parseGoFloat,
  parseGoInt,
} from '../../../../src/core/ollama/modelfile/values/goNumbers.ts';
import {
  parseModelReference,
  sameModel,
} from '../../../../src/core/ollama/modelfile/values/modelReference.ts';
import { nearest } from '../../../../src/core/ollama/modelfile/values/nearest.ts';
import { looksLikePath } from '../../../../src/core/ollama/modelfile/values/pathLook.ts';
import { compareVersions, isVersion } from '../../../../src/core/ollama/modelfile/values/versions.ts';

describe('values as Go reads them', () => {
  it('floats', () => {
    const good: Readonly<Record<string, number>> = {
      '1': 1,
      '-.5': -0.5,
      '1.': 1,
      '+1e-3': 0.001,
      '1_0.2_5': 10.25,
      '0x1p-2': 0.25,
      '-0X_1.8P1': -3,
      '0x.8p0': 0.5,
      '1e-60': 1e-60,
      Inf: Infinity,
      '-infinity': -Infinity,
    };
    for (const [text, value] of Object.entries(good)) assert.equal(parseGoFloat(text), value, text);
    assert.ok(Number.isNaN(parseGoFloat('nan')));
    const bad = [
      '',
      ' 1',
      '1 ',
      '.',
      '+',
      'e5',
      '1e',
      '_1',
      '1_',
      '1__0',
      '1_.5',
      '0x1',
      '0xp1',
      '1e39',
      '+nan',
      'infi',
      '1,5',
    ];
    for (const text of bad) assert.equal(parseGoFloat(text), undefined, text);
  });

  it('whole numbers of 64 bits', () => {
    assert.deepEqual(
      ['7', '+7', '-007', '-0', '9223372036854775807', '-9223372036854775808'].map(parseGoInt),
      [7, 7, -7, 0, 2 ** 63, -(2 ** 63)],
    );
    for (const text of [
      '',
      '+',
      '1.0',
      '1_0',
      '0x1',
      ' 1',
      '9223372036854775808',
      '-9223372036854775809',
      '1'.repeat(30),
    ])
      assert.equal(parseGoInt(text), undefined, text);
  });

  it('booleans', () => {
    assert.deepEqual(['1', 't', 'TRUE', 'True'].map(parseGoBool), [true, true, true, true]);
    assert.deepEqual(['0', 'F', 'false'].map(parseGoBool), [false, false, false]);
    for (const text of ['', 'yes', 'tRUE', ' true']) assert.equal(parseGoBool(text), undefined, text);
  });

  it('literals of templates', () => {
    for (const text of ['""', '"a\\n\\x41\\101\\u00e9\\U0001F600\\""', '"é"'])
      assert.ok(isGoString(text), text);
    for (const text of ['"\\q"', '"\\x4"', '"\\ud800"', '"\\U00110000"', '"\\\'"', '"\\400"'])
      assert.ok(!isGoString(text), text);
    for (const text of ["'a'", "'\\n'", "'\\''", "'😀'"]) assert.ok(isGoCharacter(text), text);
    for (const text of ["''", "'ab'", "'\\\"'"]) assert.ok(!isGoCharacter(text), text);
    for (const text of [
      '0',
      '-1',
      '017',
      '0o17',
      '0b1_0',
      '0xFF',
      '1_000',
      '1.5',
      '.5',
      '1e3',
      '2i',
      '0x1p4',
    ])
      assert.ok(isGoNumber(text), text);
    for (const text of ['08', '+', '.', '1__0', '0b2', '99999999999999999999999', '0x'])
      assert.ok(!isGoNumber(text), text);
  });
});

describe('names of models', () => {
  it('are read as the server reads them', () => {
    const shown = (text: string) => {
      const name = parseModelReference(text);
      return (
        name && `${name.host}/${name.namespace}/${name.model}:${name.tag}${name.cloud ? ' (cloud)' : ''}`
      );
    };
    assert.equal(shown('a'), 'registry.ollama.ai/library/a:latest');
    assert.equal(shown('hf.co/me/x.y-GGUF:Q4_K_M'), 'hf.co/me/x.y-GGUF:Q4_K_M');
    assert.equal(shown('localhost:5000/me/a'), 'localhost:5000/me/a:latest');
    assert.equal(shown('https://h/me/a:1'), 'h/me/a:1');
    assert.equal(shown('https:///me/a'), 'registry.ollama.ai/me/a:latest');
    assert.equal(shown('a:120b-cloud'), 'registry.ollama.ai/library/a:120b (cloud)');
    assert.equal(shown('a:cloud'), 'registry.ollama.ai/library/a:latest (cloud)');
    assert.equal(shown('a:local'), 'registry.ollama.ai/library/a:latest');
    for (const text of [
      '',
      ' ',
      'a b',
      './a',
      '../a',
      '/a',
      'a/',
      'a:',
      ':b',
      'a:b:c',
      'a/b/c/d',
      '.a',
      '-a',
      'a@b',
      'é',
      'n.s/a/b/',
      'a:local:cloud',
      'http://a',
      'a'.repeat(81),
    ])
      assert.equal(parseModelReference(text), undefined, text);
  });

  it('are the same with and without what goes without saying', () => {
    assert.ok(sameModel('A', 'registry.ollama.ai/library/a:latest'));
    assert.ok(!sameModel('a', 'a:3b'));
    assert.ok(!sameModel('./a', './a'));
  });

  it('are told from paths by their look', () => {
    for (const text of [
      './a',
      '../a',
      '/a',
      '~',
      '~/a',
      '.',
      '..',
      'C:\\a',
      'c:/a',
      'a\\b',
      'a.gguf',
      'b/x.SAFETENSORS',
    ])
      assert.ok(looksLikePath(text), text);
    for (const text of ['a', 'a/b', 'hf.co/a/b-GGUF', 'a.b', 'c:latest'])
      assert.ok(!looksLikePath(text), text);
  });
});

describe('versions and near words', () => {
  it('takes versions as REQUIRES does', () => {
    for (const text of ['1', 'v0.14', '0.14.0', '0.0.0-rc.1+a.b', '1.2.3-0a'])
      assert.ok(isVersion(text), text);
    for (const text of ['', 'v', '1.', '01', '1.2-rc', '1.2.3.4', '1.2.3-', '1.2.3-01', 'vv1', ' 1'])
      assert.ok(!isVersion(text), text);
    assert.ok(compareVersions('0.9.9', '0.24') < 0);
    assert.equal(compareVersions('v0.24.0-rc1', '0.24'), 0);
  });

  it('finds the nearest word, and none where none is near', () => {
    const words = ['temperature', 'top_k', 'top_p', 'stop'] as const;
    assert.equal(nearest('temprature', words), 'temperature');
    assert.equal(nearest('tempreature', words), 'temperature');
    assert.equal(nearest('TOP_P', words), 'top_p');
    assert.equal(nearest('colour', words), undefined);
    assert.equal(nearest('x'.repeat(1e5), words), undefined);
  });
});
