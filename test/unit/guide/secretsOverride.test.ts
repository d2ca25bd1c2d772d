import assert from 'node:assert/strict';
import { readSecretsOverride } from '../../../src/core/guide/file/secrets/readSecretsOverride.ts';
import { applyOverride } from '../../../src/core/guide/file/override.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';

const ids = ['openai-api-key', 'stripe-secret-key', 'password-assignment'];
const whole = `secrets:
  disable: [password-assignment, secret/stripe-*]
  severity:
    openai-*: error
    low: off
  paths:
    exclude: [docs/**]
  rules:
    - id: billing-token
      title: token of the billing service
      pattern: '(?i)bill_([a-z0-9]{32})  x'
      keywords: [BILL_]
      group: 1
      entropy: 3
      path: '\\.py$'
  allow:
    words: [example]
    regexes: ['^test_']
    paths: [test/**]
`;

describe('the secrets part of an override', () => {
  it('is read with the lines of what it says', () => {
    const { secrets, problems, unknownRules } = readSecretsOverride(whole, ids);
    assert.deepEqual([problems, unknownRules], [[], []]);
    assert.deepEqual(secrets.disable, [
      { value: 'password-assignment', line: 2 },
      { value: 'stripe-*', line: 2 },
    ]);
    assert.deepEqual(
      secrets.severity.map(({ value }) => value),
      [
        ['openai-*', 'error'],
        ['low', 'off'],
      ],
    );
    assert.deepEqual(secrets.exclude, [{ value: 'docs/**', line: 7 }]);
    const own = { file: '.vscode/ai-stack.yaml', line: 9, allowlists: [], flags: '', confidence: 'medium' };
    assert.deepEqual(secrets.rules, [
      {
        ...own,
        id: 'billing-token',
        title: 'token of the billing service',
        source: '[Bb][Ii][Ll][Ll]_([0-9A-Za-z]{32})  [Xx]',
        keywords: ['bill_'],
        group: 1,
        entropy: 3,
        path: '\\.py$',
      },
    ]);
    assert.deepEqual(
      secrets.allow.map(({ line, words, regexes, globs }) => [line, words ?? regexes ?? globs]),
      [
        [17, ['example']],
        [18, ['^test_']],
        [19, ['test/**']],
      ],
    );
    assert.deepEqual(structuredClone(secrets), secrets);
  });

  const rows: readonly (readonly [title: string, text: string, place: string, message: RegExp])[] = [
    ['a misspelt key', 'secrets:\n  disabled: [x]\n', '2:3', /Did you mean "disable"\?/],
    ['a bad name of a rule', 'secrets:\n  disable: [Open AI]\n', '2:13', /no id of a rule/],
    ['a bad severity', 'secrets:\n  severity:\n    low: fatal\n', '3:10', /not a known severity/],
    [
      'a pattern with look-around',
      "secrets:\n  rules:\n    - { id: abc, title: t, pattern: 'a(?=b)' }\n",
      '3:37',
      /look-around/,
    ],
    [
      'a pattern that explodes',
      "secrets:\n  rules:\n    - { id: abc, title: t, pattern: '(a+)+b' }\n",
      '3:37',
      /for ever/,
    ],
    [
      'a rule that lacks a title',
      'secrets:\n  rules:\n    - { id: abc, pattern: a }\n',
      '3:7',
      /lacks: title/,
    ],
    [
      'an id of a built-in rule',
      'secrets:\n  rules:\n    - { id: openai-api-key, title: t, pattern: a }\n',
      '3:7',
      /already/,
    ],
    ['a hash that is none', 'secrets:\n  allow:\n    hashes: [abc]\n', '3:14', /64 digits/],
    ['an allowed pattern', "secrets:\n  allow:\n    regexes: ['[']\n", '3:15', /not closed/],
    ['a list that is none', 'secrets:\n  rules: 5\n', '2:10', /Expected a list/],
    ['broken YAML', 'secrets: [\n', '2:1', /not valid YAML/],
    [
      'a rule that there is not',
      'secrets:\n  disable: [openai-api-kee]\n',
      '2:13',
      /Did you mean "openai-api-key"\?/,
    ],
    ['a severity of no rule', 'secrets:\n  severity: { nothing-*: off }\n', '2:15', /not the id of a rule/],
  ];
  const guide = builtInGuide();
  for (const [title, text, place, message] of rows) {
    it(`names the place of ${title}`, () => {
      const { problems, unknownRules } = readSecretsOverride(text, ids);
      const [problem, ...more] = [...problems, ...unknownRules];
      assert.ok(problem);
      assert.deepEqual(more, []);
      assert.deepEqual(`${problem.line}:${problem.column}`, place);
      assert.match(problem.message, message);
      assert.deepEqual(applyOverride(guide, text, ids).problems, [problem]);
    });
  }

  it('keeps what is right beside what is wrong', () => {
    const text = `secrets:
  disable: [password-assignment, Bad]
  rules:
    - { id: one, title: One, pattern: '(' }
    - { id: two, title: Two, pattern: x }
  allow: { words: [a, 5], paths: [b] }
`;
    const { secrets, problems } = readSecretsOverride(text, ids);
    assert.equal(problems.length, 3);
    assert.deepEqual(
      [secrets.disable.length, secrets.rules.map(({ id }) => id), secrets.allow.length],
      [1, ['two'], 2],
    );
  });

  it('and the guide’s part leave each other alone', () => {
    const caching = 'sections: { caching: { disable: true } }\n';
    const good = applyOverride(guide, `${caching}secrets: { disable: [Bad] }\n`);
    assert.equal(good.guide.sections.find(({ id }) => id === 'caching')?.disabled, true);
    assert.equal(good.problems.length, 1);
    const { secrets } = readSecretsOverride('sections: { nothing: {} }\nsecrets: { disable: [x] }\n');
    assert.equal(secrets.disable.length, 1);
  });

  it('does not name rules unknown where they were not given', () => {
    assert.deepEqual(applyOverride(guide, 'secrets: { disable: [whatever] }').problems, []);
  });
});
