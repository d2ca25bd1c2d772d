import assert from 'node:assert/strict';
import { parser } from '@lezer/python';
import { parseBounded } from '../../../../src/core/project/sources/boundedParse.ts';

// These also hold the parser's inner state that parseBounded looks at: without it nothing would stop.
describe('parseBounded', () => {
  it('reads sound code and code with slips to its end', () => {
    const text = 'def f(x):\n  return [x = = 3\n'.repeat(20) + 'x = 1\n'.repeat(2000);
    assert.equal(parseBounded(parser, text).length, text.length);
  });

  it('stops in text that is no code', () => {
    assert.ok(parseBounded(parser, '] '.repeat(5000)).length < 5000);
  });

  it('stops where code nests too deep', () => {
    assert.ok(parseBounded(parser, '('.repeat(20_000)).length < 10_000);
  });
});
