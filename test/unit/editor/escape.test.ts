import assert from 'node:assert/strict';
import { escapeMarkdown, inlineCode, shorten } from '../../../src/editor/markdown/escape.ts';

describe('escapeMarkdown', () => {
  it('takes links, HTML and formatting for text', () => {
    assert.equal(escapeMarkdown('[a](b) <b> *c*\n# d'), '\\[a\\]\\(b\\) \\<b\\> \\*c\\* \\# d');
  });
});

describe('inlineCode', () => {
  const cases: [text: string, expected: string][] = [
    ['a | b', '`a | b`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['  two\n lines ', '`two lines`'],
    [' ', ''],
  ];
  for (const [text, expected] of cases) {
    it(`fences ${JSON.stringify(text)}`, () => assert.equal(inlineCode(text), expected));
  }
});

describe('shorten', () => {
  it('keeps what fits and cuts the rest', () => {
    assert.equal(shorten('abcde', 5), 'abcde');
    assert.equal(shorten('abc def', 5), 'abc…');
  });
});
