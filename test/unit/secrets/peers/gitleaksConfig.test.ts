import assert from 'node:assert/strict';
import { readGitleaksConfig } from '../../../../src/core/secrets/peers/gitleaksConfig.ts';
import { peerRuleCovers } from '../../../../src/core/secrets/peers/peerRules.ts';
import { compileAllowlist, type AllowSubject } from '../../../../src/core/secrets/peers/allowlist.ts';
import { runUserRules } from '../../../../src/core/secrets/policy/runUserRules.ts';
import { secretSample } from '../../../support/secretSample.ts';

const file = '.gitleaks.toml';
const key = secretSample('{lower:20}');

function found(config: string, text: string, path = 'src/app.py'): string[] {
  const { rules, problems } = readGitleaksConfig(config, file);
  assert.deepEqual(problems, []);
  assert.deepEqual(structuredClone(rules), rules);
  return runUserRules(rules, text, path).map(({ start, end }) => text.slice(start, end));
}

function allows(toml: string, subject: Partial<AllowSubject>): boolean {
  const { allowlists, problems } = readGitleaksConfig(toml, file);
  assert.deepEqual(problems, []);
  const whole = { path: 'a.py', secret: '', match: '', line: '', ...subject };
  return allowlists.some((list) => compileAllowlist(list)(whole));
}

const rule = (more: string): string =>
  `[[rules]]\nid = "billing-key"\nregex = '''(?i)bill_key\\s*=\\s*"([a-z0-9]{20})"'''\n${more}\n`;
const code = `BILL_KEY = "${key}"\n`;

describe('rules of .gitleaks.toml', () => {
  it('find the first group, or the one that is named', () => {
    assert.deepEqual(found(rule(''), code), [key]);
    const two = `[[rules]]\nid = "x"\nregex = '''(?P<name>k)=(?P<value>[a-z0-9]+)'''\nsecretGroup = 2`;
    assert.deepEqual(found(two, `k=${key}`), [key]);
    assert.deepEqual(found("[[rules]]\nid = 'x'\nregex = '''k_[0-9]+'''", 'k_1 k_2'), ['k_1', 'k_2']);
  });

  it('need one of their keywords, in any case', () => {
    assert.deepEqual(found(rule('keywords = ["bill_", "other"]'), code), [key]);
    assert.deepEqual(found(rule('keywords = ["other"]'), code), []);
  });

  it('need more entropy than they ask for', () => {
    assert.deepEqual(found(rule('entropy = 3.0'), code), [key]);
    assert.deepEqual(found(rule('entropy = 3'), `bill_key="${'ab'.repeat(10)}"`), []);
    assert.deepEqual(found(rule('filter = \'filter.entropy(finding["secret"]) <= 3.0\''), code), [key]);
    assert.deepEqual(
      found(rule('filter = \'filter.entropy(finding["secret"]) <= 3.0\''), `bill_key="${'ab'.repeat(10)}"`),
      [],
    );
  });

  it('look only at their path', () => {
    assert.deepEqual(found(rule("path = '''\\.py$'''"), code), [key]);
    assert.deepEqual(found(rule("path = '''\\.go$'''"), code), []);
  });

  for (const [title, allowlist, allowed] of [
    ['a path', `paths = ['''^src/''']`, true],
    ['another path', `paths = ['''^lib/''']`, false],
    ['a stop word', `stopwords = ["${key.slice(3, 9).toUpperCase()}"]`, true],
    ['the match', `regexTarget = "match"\nregexes = ['''^BILL_KEY''']`, true],
    ['the line', `regexTarget = "line"\nregexes = ['''^BILL_KEY.*"$''']`, true],
    ['the secret', `regexes = ['''^BILL_KEY''']`, false],
    ['all of several', `condition = "AND"\npaths = ['''^src/''']\nstopwords = ["zzz"]`, false],
    ['one of several', `condition = "OR"\npaths = ['''^src/''']\nstopwords = ["zzz"]`, true],
  ] as const) {
    it(`${allowed ? 'let pass' : 'do not let pass'} by ${title}`, () => {
      for (const head of ['[[rules.allowlists]]', '[rules.allowlist]'])
        assert.deepEqual(found(rule(`${head}\n${allowlist}`), code), allowed ? [] : [key]);
    });
  }

  const problems: readonly (readonly [toml: string, line: number, message: RegExp])[] = [
    [`title = "x"\n${rule('')}[[rules]]\nid = "y"\nregex = '''a(?!b)'''`, 8, /look-around.*at character 2/],
    [`${rule('')}[[rules]]\nid = "y"\nregex = '''(a+)+'''`, 7, /could take for ever/],
    [
      `${rule('')}[[rules]]\nid = "y"\nregex = '''a'''\n[[rules.required]]\nid = "z"`,
      5,
      /another secret nearby/,
    ],
    [`${rule('')}[[rules]]\nid = "y"\nregex = 5`, 7, /no text/],
    [`${rule('')}[[rules]]\nid = "y"\npath = '''key$'''`, 5, /by their path alone/],
    [`${rule('')}[[rules]]\nregex = '''x'''`, 5, /no id/],
    [`${rule('')}[[rules]]\nid = "billing-key"\nregex = '''x'''`, 5, /second time/],
    [`${rule('')}[[rules]]\nid = "y"\nregex = '''x'''\npath = '''('''`, 8, /not closed/],
    [rule('filter = "x contains 1"'), 4, /not evaluated/],
    [`${rule('')}[extend]\nurl = "https://example.org"`, 6, /Nothing is fetched/],
    [`${rule('')}[[allowlists]]\nregexes = ['''(''']`, 6, /not closed/],
    [`${rule('')}[[allowlists]]\ndescription = "x"`, 5, /allows nothing/],
    [`${rule('')}[[allowlists]]\ncondition = "XOR"\npaths = ["x"]`, 6, /AND or OR/],
    [`${rule('')}[[allowlists]]\nregexTarget = "file"\npaths = ["x"]`, 6, /secret, match or line/],
  ];
  for (const [toml, line, message] of problems) {
    it(`leave out what cannot be used, say where, and keep the rest: ${String(message)}`, () => {
      const config = readGitleaksConfig(toml, file);
      assert.equal(config.problems.length, 1, JSON.stringify(config.problems));
      assert.match(config.problems[0]!.message, message);
      assert.deepEqual([config.problems[0]!.file, config.problems[0]!.line], [file, line]);
      assert.deepEqual(runUserRules(config.rules, code, 'a.py').length, 1);
    });
  }

  it('say where broken TOML is broken', () => {
    const { problems: found } = readGitleaksConfig('[[rules]]\nid = \n', file);
    assert.deepEqual([found[0]?.line, found[0]?.severity], [2, 'error']);
  });

  it('say what they extend and turn off', () => {
    const config = readGitleaksConfig(
      '[extend]\npath = "base.toml"\ndisabledRules = ["generic-api-key"]',
      file,
    );
    assert.deepEqual(config.extend, { path: 'base.toml', line: 2 });
    assert.deepEqual(config.disabled, [{ rule: 'generic-api-key', file, line: 3 }]);
  });
});

describe('allowlists of .gitleaks.toml', () => {
  for (const head of ['[[allowlists]]', '[allowlist]']) {
    it(`${head} look at path, secret and commit`, () => {
      assert.equal(allows(`${head}\npaths = ['''(?i)readme''']`, { path: 'docs/README.md' }), true);
      assert.equal(allows(`${head}\nregexes = ['''^EXAMPLE''']`, { secret: 'EXAMPLE1' }), true);
      assert.equal(allows(`${head}\ncommits = ["ABCDEF1"]`, { commit: 'abcdef1' }), true);
      assert.equal(allows(`${head}\ncommits = ["abcdef1"]`, {}), false);
      assert.equal(allows(`${head}\nstopwords = ["test"]`, { secret: 'xTESTx' }), true);
      assert.equal(allows(`${head}\nstopwords = ["test"]`, { line: 'test' }), false);
    });
  }

  it('may be about some rules only', () => {
    const toml =
      '[[allowlists]]\ntargetRules = ["aws-access-token"]\npaths = ["x"]\n[[rules]]\nid = "gcp-api-key"\n[[rules.allowlists]]\nregexes = ["y"]';
    assert.deepEqual(
      readGitleaksConfig(toml, file).allowlists.map(({ rules }) => rules),
      [['aws-access-token'], ['gcp-api-key']],
    );
  });
});

describe('peerRuleCovers', () => {
  const ours = { rule: 'generic-api-key', provider: 'generic' };
  for (const [peer, finding, expected] of [
    ['generic-api-key', ours, true],
    ['generic-secret', ours, true],
    ['some-rule', ours, undefined],
    ['@secretlint/secretlint-rule-generic', ours, true],
    [
      'generic.secrets.security.detected-jwt-token.detected-jwt-token',
      { rule: 'json-web-token', provider: 'generic' },
      true,
    ],
    ['gcp-api-key', { rule: 'google-api-key', provider: 'google-ai' }, true],
    ['azure-ad-client-secret', { rule: 'azure-client-secret', provider: 'azure-entra' }, true],
    ['aws-access-token', { rule: 'google-api-key', provider: 'google-ai' }, false],
    ['jwt', { rule: 'password-assignment', provider: 'generic' }, false],
    ['@secretlint/secretlint-rule-privatekey', { rule: 'private-key', provider: 'private-key' }, true],
    ['@secretlint/secretlint-rule-basicauth', { rule: 'url-password', provider: 'generic' }, true],
  ] as const) {
    it(`${peer} and ${finding.rule}: ${String(expected)}`, () =>
      assert.equal(peerRuleCovers(peer, finding), expected));
  }
});
