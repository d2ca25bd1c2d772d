import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  addToBaseline,
  BaselineIndex,
  createBaseline,
  matchesBaseline,
  pruneBaseline,
  type KnownSecret,
} from '../../../../src/core/secrets/baseline/baseline.ts';
import { readBaseline, writeBaseline } from '../../../../src/core/secrets/baseline/baselineFile.ts';
import { FileError } from '../../../../src/core/secrets/baseline/jsonFile.ts';
import { GitleaksIgnore } from '../../../../src/core/secrets/baseline/gitleaksIgnore.ts';
import { readSecretsBaseline } from '../../../../src/core/secrets/baseline/secretsBaseline.ts';
import type { SecretFinding } from '../../../../src/core/secrets/finding.ts';
import { secretSample } from '../../../support/secretSample.ts';

const salt = '00112233445566778899aabbccddeeff';
const secret = secretSample('{alnum:32}');
const other = secretSample('{alnum:32}', 1);
const known: KnownSecret = { rule: 'generic-token', path: 'src/app.py', line: 3, secret };

function findingOf(text: string, value: string, rule = 'generic-token'): SecretFinding {
  const start = text.indexOf(value);
  return { start, end: start + value.length, rule, provider: 'generic', confidence: 'medium' };
}

describe('baseline', () => {
  const text = `token = "${secret}"\nother = "${other}"\n`;

  it('knows a secret again in its file, wherever it moved there, and no other', () => {
    const baseline = createBaseline(salt, [known]);
    const matches = (path: string, value: string, rule?: string): boolean =>
      matchesBaseline(baseline, text, path, findingOf(text, value, rule));
    assert.equal(matches('src/app.py', secret), true);
    assert.equal(matches('src/app.py', other), false);
    assert.equal(matches('src/other.py', secret), false);
    assert.equal(matches('src/app.py', secret, 'jwt'), false);
  });

  it('never holds the secret, and hashes it with the salt', () => {
    const written = writeBaseline(createBaseline(salt, [known]));
    assert.ok(!written.includes(secret));
    assert.ok(!written.includes(createHash('sha256').update(secret).digest('hex')));
    const salted = createHash('sha256')
      .update([salt, known.rule, known.path, secret].join('\0'))
      .digest('hex');
    assert.ok(written.includes(salted));
    assert.notEqual(written, writeBaseline(createBaseline(salt.replace('0', '1'), [known])));
  });

  it('is the same file whatever the order of the findings', () => {
    const more = ['b.py', 'a.py', 'a/b.py', 'B.py'].map((path, line) => ({ ...known, path, line: line + 1 }));
    const there = writeBaseline(createBaseline(salt, more));
    assert.equal(writeBaseline(createBaseline(salt, [...more].reverse())), there);
    assert.deepEqual(
      createBaseline(salt, more).entries.map(({ path }) => path),
      ['B.py', 'a.py', 'a/b.py', 'b.py'],
    );
  });

  it('keeps one entry of a secret, with its latest line', () => {
    const baseline = addToBaseline(createBaseline(salt, [known, known]), [{ ...known, line: 9 }]);
    assert.deepEqual(
      baseline.entries.map(({ line }) => line),
      [9],
    );
  });

  it('loses what a scan did not find again, but nothing of files that were not scanned', () => {
    const gone = { ...known, secret: other };
    const elsewhere = { ...known, path: 'lib/x.py' };
    const pruned = pruneBaseline(createBaseline(salt, [known, gone, elsewhere]), [known], (path) =>
      path.startsWith('src/'),
    );
    assert.deepEqual(pruned.entries, createBaseline(salt, [known, elsewhere]).entries);
  });

  it('reads what it wrote', () => {
    for (const baseline of [
      createBaseline(salt),
      createBaseline(salt, [known, { ...known, path: 'ü "x".py' }]),
    ])
      assert.deepEqual(readBaseline(writeBaseline(baseline), 'x'), baseline);
  });

  const broken: readonly (readonly [text: string, place: string, reason: RegExp])[] = [
    ['', '1:1', /empty|not valid JSON/],
    ['[]', '1:1', /is an object with/],
    ['{\n  "version": 2\n}', '2:14', /newer version/],
    ['{\n  "version": "1"\n}', '2:14', /must be 1/],
    [`{"version":1,"salt":"xyz"}`, '1:21', /32 to 128 digits/],
    [`{"version":1,"salt":"${salt}"}`, '1:1', /"entries" must be a list/],
    [`{"version":1,"salt":"${salt}","entries":[\n{"path":"a","line":0}]}`, '2:20', /line number/],
    [
      `{"version":1,"salt":"${salt}","entries":[\n{"path":"a","line":1,"rule":"x","hash":"00"}]}`,
      '2:40',
      /64 digits/,
    ],
    [`{"version":1,"salt":"${salt}","entries":[`, '1:67', /not valid JSON/],
    ['['.repeat(100_000), '1:51', /nested too deeply/],
  ];
  for (const [content, place, reason] of broken) {
    it(`names the place of what is wrong: ${content.slice(0, 60)}`, () => {
      assert.throws(
        () => readBaseline(content, 'base.json'),
        (error) => {
          assert.ok(error instanceof FileError);
          assert.ok(error.message.startsWith(`base.json:${place}: `), error.message);
          assert.match(error.message, reason);
          return error.remedy.length > 20;
        },
      );
    });
  }

  it('answers for many findings at once', () => {
    const index = new BaselineIndex(createBaseline(salt, [known]));
    assert.equal(index.match(text, 'src/app.py', findingOf(text, secret))?.line, 3);
    assert.equal(index.match(text, 'src/app.py', findingOf(text, other)), undefined);
  });
});

describe('.secrets.baseline', () => {
  const sha1 = (value: string): string => createHash('sha1').update(value).digest('hex');
  const file = (values: readonly string[]): string => {
    const results = values.map((value, at) => ({
      type: 'Secret Keyword',
      filename: 'a/b.py',
      hashed_secret: sha1(value),
      is_verified: false,
      line_number: at + 4,
    }));
    return JSON.stringify({ version: '1.5.0', results: { 'a\\b.py': results } });
  };

  it('knows values, passwords of URLs and headers of private keys by file', () => {
    const url = `postgres://me:${secret}@db/x`;
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${secretSample('{base64:64}')}\n-----END RSA PRIVATE KEY-----`;
    const baseline = readSecretsBaseline(file([other, secret, 'BEGIN RSA PRIVATE KEY']), '.secrets.baseline');
    for (const [value, line] of [
      [other, 4],
      [`"${other}"`, 4],
      [url, 5],
      [key, 6],
      [`${other}x`, undefined],
    ] as const) {
      assert.equal(baseline.match(value, 'a/b.py', findingOf(value, value))?.line, line);
      assert.equal(baseline.match(value, 'a/c.py', findingOf(value, value)), undefined);
    }
  });

  it('names the place of what is wrong', () => {
    const bad = '{"results": {\n "a.py": [{"hashed_secret": "zz"}]}}';
    assert.throws(
      () => readSecretsBaseline(bad, '.secrets.baseline'),
      /^FileError: \.secrets\.baseline:2:29: .*40 digits/,
    );
    assert.throws(() => readSecretsBaseline('{}', 'x'), /"results" must be an object/);
  });
});

describe('.gitleaksignore', () => {
  const ignore = new GitleaksIgnore(
    [
      '# known',
      'src/app.py:generic-api-key:3',
      'cd5226711335c68be1e720b318b7bc3135a30eb2:old\\conf.yml:aws-access-token:10',
      'no fingerprint',
      'we:ird.txt:some-rule:2',
    ].join('\r\n'),
  );
  const generic = { rule: 'generic-token', provider: 'generic' };

  it('passes over findings at the place, with rules of gitleaks by provider', () => {
    assert.equal(ignore.match('src/app.py', 3, generic)?.line, 2);
    assert.equal(ignore.match('src/app.py', 4, generic), undefined);
    assert.equal(ignore.match('we:ird.txt', 2, { rule: 'x', provider: 'y' })?.line, 5);
  });

  it('holds entries with a commit to that commit, in history', () => {
    const found = { rule: 'aws-access-token', provider: 'aws' };
    assert.ok(ignore.match('old/conf.yml', 10, found));
    assert.ok(ignore.match('old/conf.yml', 10, found, 'cd5226711335c68be1e720b318b7bc3135a30eb2'));
    assert.equal(ignore.match('old/conf.yml', 10, found, '0'.repeat(40)), undefined);
    assert.equal(ignore.knows('old/conf.yml'), true);
    assert.equal(ignore.knows('src/none.py'), false);
  });

  it('says which line is no fingerprint', () => {
    assert.deepEqual(
      ignore.problems.map(({ line }) => line),
      [4],
    );
  });
});
