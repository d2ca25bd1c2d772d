import assert from 'node:assert/strict';
import { explosion } from '../../../../src/core/secrets/peers/regex/explosive.ts';
import { linearMatcher } from '../../../../src/core/secrets/peers/regex/linearMatcher.ts';
import { parseRegex } from '../../../../src/core/secrets/peers/regex/parseRegex.ts';
import { toJavaScript } from '../../../../src/core/secrets/peers/regex/toJavaScript.ts';

/** Pattern in RE2's syntax, texts it matches somewhere, texts it does not. */
const rows: readonly (readonly [pattern: string, hits: readonly string[], misses: readonly string[]])[] = [
  ['abc', ['abc', 'xabcx'], ['ABC', 'ab']],
  ['(?i)abc', ['abc', 'ABC', 'aBc'], ['abd']],
  ['(?i:a)b', ['ab', 'Ab'], ['aB', 'AB']],
  ['a(?i)b|c', ['ab', 'aB', 'C', 'c'], ['Ab', 'd']],
  ['(?i)a(?-i:b)c', ['abc', 'AbC'], ['aBc']],
  ['(?i)[^a]', ['b', 'B'], ['a', 'A', 'aA']],
  ['(?i)[a-c]{3}', ['aBc'], ['abd']],
  ['^abc$', ['abc'], ['abc\n', '\nabc', 'abcd']],
  ['\\Aabc\\z', ['abc'], ['abc\n', 'xabc']],
  ['(?m)^b$', ['a\nb\nc', 'b'], ['ab', 'bc']],
  ['a.c', ['abc', 'a\rc', 'a\u2028c'], ['a\nc', 'ac']],
  ['(?s)a.c', ['a\nc'], ['ac']],
  ['[[:alnum:]]+-[[:xdigit:]]{2}', ['k9-fF'], ['-f', 'k9-gg']],
  ['[[:^digit:]]', ['a'], ['123']],
  ['x\\s', ['x ', 'x\t', 'x\f'], ['x\v', 'x\u00a0', 'x']],
  ['[\\d\\s]z', ['1z', ' z'], ['az']],
  ['[^\\s"]+!', ['ab!'], [' !', '"!']],
  ['[]a]b', [']b', 'ab'], ['b']],
  ['[a-]', ['-', 'a'], ['b']],
  ['[\\]\\-x]', [']', '-', 'x'], ['\\']],
  ['(?P<key>k)(?<value>v)', ['kv'], ['k v']],
  ['\\Qa.b*\\Ec', ['a.b*c'], ['axbbc']],
  ['\\x41\\x{42}\\103', ['ABC'], ['abc']],
  ['x{2,3}y', ['xxy', 'xxxy'], ['xy']],
  ['{a}', ['{a}'], ['a']],
  ['x{,2}', ['x{,2}'], ['xx']],
  ['\\bkey\\b', ['a key!', 'key'], ['keys', 'monkey']],
  ['a\\Bb', ['ab'], ['a b']],
  ['(?:)', ['', 'x'], []],
  ['(a|)b', ['ab', 'b'], ['a']],
  ['\\p{Greek}\\pL', ['αa'], ['aα']],
  ['\\PL', ['1'], ['a']],
  ['é🔑', ['é🔑'], ['e']],
  ['[🔑-🔓]!', ['🔒!'], ['a!']],
  ['a\\/b\\-c\\_d', ['a/b-c_d'], ['ab']],
  ['(?U)a+?b', ['aab'], ['b']],
  ['\\.', ['.'], ['a']],
];

describe('regular expressions in RE2’s syntax', () => {
  for (const [pattern, hits, misses] of rows) {
    it(`match as RE2 does, in JavaScript and in the linear matcher: ${pattern}`, () => {
      const { source, flags } = toJavaScript(pattern);
      const inJavaScript = new RegExp(source, flags);
      const linear = linearMatcher(pattern);
      for (const text of hits)
        assert.deepEqual([inJavaScript.test(text), linear(text)], [true, true], JSON.stringify(text));
      for (const text of misses)
        assert.deepEqual([inJavaScript.test(text), linear(text)], [false, false], JSON.stringify(text));
    });
  }

  it('keep captures and their names', () => {
    const { source } = toJavaScript('(?i)key_(?P<value>[a-z]+)(\\d)');
    const match = new RegExp(source).exec('KEY_abc7');
    assert.deepEqual([match?.groups?.['value'], match?.[2]], ['abc', '7']);
  });

  it('need no flags of newer engines', () => {
    assert.equal(toJavaScript('(?i)a(?-i)b(?s:.)').source, '[Aa]b(?:[^])');
    assert.equal(toJavaScript('(?i)a').flags, '');
  });

  const broken: readonly (readonly [pattern: string, reason: RegExp, offset: number])[] = [
    ['a(?=b)', /look-around/, 1],
    ['(?<!b)a', /look-around/, 0],
    ['(a)\\1', /back references/, 3],
    ['(a', /not closed/, 0],
    ['a)', /too many/, 1],
    ['[a', /not closed/, 0],
    ['*a', /nothing to repeat/, 0],
    ['a**', /stands after another/, 3],
    ['a{2000}', /above 1000/, 7],
    ['(a{100}){100}', /above 1000/, 0],
    ['a{3,2}', /ends before/, 6],
    ['\\y', /"\\y" is not part/, 0],
    ['a\\', /backslash/, 1],
    ['[z-a]', /wrong way round/, 4],
    ['[[:letter:]]', /not a class/, 1],
    ['\\p{Elvish}', /Unicode class/, 0],
    ['(?P<a>x)(?P<a>y)', /two groups/, 14],
    ['(?z)a', /"\(\?z"/, 0],
    ['('.repeat(200), /nested too deeply/, 101],
    ['a'.repeat(10_001), /longer than/, 0],
  ];
  for (const [pattern, reason, offset] of broken) {
    it(`refuse ${pattern.slice(0, 20)}`, () => {
      assert.throws(
        () => parseRegex(pattern),
        (error: Error & { offset: number }) =>
          reason.test(error.message) && (assert.equal(error.offset, offset), true),
      );
    });
  }
});

describe('linearMatcher', () => {
  it('takes a bounded number of steps on what makes other engines explode', () => {
    const start = performance.now();
    for (const pattern of ['(a+)+$', '(a|a)*b', '(.*)*x', '(?:a?){100}a{100}', '(a*)*(a*)*b'])
      assert.equal(linearMatcher(pattern)(`${'a'.repeat(90)}!`), false, pattern);
    assert.ok(performance.now() - start < 400);
  });
});

describe('explosion', () => {
  for (const pattern of [
    '(a+)+',
    '(\\w+\\s?)*x',
    '(?:[a-z]|[a-z0-9]|--)+!',
    '(.*,)*',
    '((a?b*)c?)*',
    '(x{2,30}){1,30}',
    'k=(?:a*b*)*',
  ])
    it(`sees ${pattern}`, () => assert.match(explosion(parseRegex(pattern)) ?? '', /repetition/));
  for (const pattern of [
    'a+b+',
    '(?:\\w+\\.)+\\w+',
    '(a|b)*',
    '(?:.|[\\n\\r])*x',
    '(?:[a-z]+-)*[a-z]+',
    '(x{1,5}){2}',
    '(?:abc|abd)+',
    '("[^"]*",)+',
  ])
    it(`passes ${pattern}`, () => assert.equal(explosion(parseRegex(pattern)), undefined));
});
