import assert from 'node:assert/strict';
import type { SecretFinding } from '../../../../src/core/secrets/finding.ts';
import { createSuppressions, suppressionAt } from '../../../../src/core/secrets/suppress/suppressions.ts';
import { namesRule } from '../../../../src/core/secrets/suppress/ruleList.ts';

/** The finding is where `@@` stands. */
function find(text: string, rule = 'openai-api-key', provider = 'generic'): SecretFinding {
  const start = text.indexOf('@@');
  return { start, end: text.lastIndexOf('@@') + 2, rule, provider, confidence: 'high' };
}

const rows: readonly (readonly [text: string, by: string | undefined, line?: number, reason?: string])[] = [
  ['key = "@@" # gitleaks:allow', 'gitleaks:allow', 1],
  ['key = "@@" // betterleaks:allow', 'betterleaks:allow', 1],
  ['# gitleaks:allow\nkey = "@@"', undefined],
  ['key = "@@"\n# gitleaks:allow', undefined],
  ['key = "@@" # not-gitleaks:allow', undefined],
  ['key = "@@" # gitleaks:allowed', undefined],
  ['key = "@@"  # pragma: allowlist secret', 'pragma: allowlist secret', 1],
  ['key = "@@"  // pragma: whitelist secret', 'pragma: allowlist secret', 1],
  ['key = "@@"  -- pragma:allowlist-secret', 'pragma: allowlist secret', 1],
  ['# pragma: allowlist nextline secret\nkey = "@@"', 'pragma: allowlist secret', 1],
  ['# pragma: allowlist nextline secret\r\nkey = "@@"', 'pragma: allowlist secret', 1],
  ['key = "@@"  # pragma: allowlist nextline secret', undefined],
  ['# pragma: allowlist nextline secret\n\nkey = "@@"', undefined],
  ['key = "@@" // secretlint-disable-line', 'secretlint-disable-line', 1],
  [
    '// secretlint-disable-next-line -- for the docs\nkey = "@@"',
    'secretlint-disable-next-line',
    1,
    'for the docs',
  ],
  ['/* secretlint-disable */\n\n\nkey = "@@"', 'secretlint-disable', 1],
  ['/* secretlint-disable */\n/* secretlint-enable */\nkey = "@@"', undefined],
  ['/* secretlint-enable */\nkey = "@@"\n/* secretlint-disable */', undefined],
  ['// secretlint-disable @secretlint/secretlint-rule-openai\nkey = "@@"', undefined],
  [
    '// secretlint-disable @secretlint/secretlint-rule-generic, openai-api-key\nkey = "@@"',
    'secretlint-disable',
    1,
  ],
  ['// secretlint-disable\n// secretlint-enable jwt-token\nkey = "@@"', 'secretlint-disable', 1],
  ['// secretlint-disable @secretlint/secretlint-rule-preset-recommend\nkey = "@@"', 'secretlint-disable', 1],
  ['key = "@@" # nosemgrep', 'nosemgrep', 1],
  ['key = "@@" # nosem', 'nosemgrep', 1],
  ['// nosemgrep\nkey = "@@"', 'nosemgrep', 1],
  ['other = 1 // nosemgrep\nkey = "@@"', undefined],
  ['key = "@@" # nosemgrep: python.lang.security.audit.eval', undefined],
  [
    'key = "@@" # nosemgrep: generic.secrets.security.detected-generic-secret.detected-generic-secret',
    'nosemgrep',
    1,
  ],
  ['key = "@@" # trufflehog:ignore', 'trufflehog:ignore', 1],
  ['key = "@@" # ggignore', 'ggignore', 1],
  ['key = "@@" # gitguardian:ignore', 'gitguardian:ignore', 1],
  ['# ggignore-start\nkey = "@@"', 'ggignore-start', 1],
  ['# ggignore-start\n# ggignore-end\nkey = "@@"', undefined],
  ['# ggignore-start\n# secretlint-enable\nkey = "@@"', 'ggignore-start', 1],
  ['key = "@@" # ai-stack: allow', 'ai-stack: allow', 1],
  ['key = "@@" # ai-stack: allow -- a key of the docs', 'ai-stack: allow', 1, 'a key of the docs'],
  ['key = "@@" # ai-stack: allow openai-api-key', 'ai-stack: allow', 1],
  ['key = "@@" /* ai-stack: allow jwt, secret/openai-* -- sample */', 'ai-stack: allow', 1, 'sample'],
  ['<b k="@@"/> <!-- ai-stack: allow -->', 'ai-stack: allow', 1],
  ['key = "@@" # ai-stack: allow anthropic-api-key', undefined],
  ['key = "@@" # ai-stack: allow because it is a test', undefined],
  ['key = "@@" # ai-stack: allowance', undefined],
  ['# ai-stack: allow-next-line openai-api-key\nkey = "@@"', 'ai-stack: allow-next-line', 1],
  ['# ai-stack: allow-next-line\nx\nkey = "@@"', undefined],
  ['# ai-stack: allow\nkey = "@@"', undefined],
  ['/* ai-stack: allow */ key = "@@"', 'ai-stack: allow', 1],
  ['key = "@@ gitleaks:allow @@"', undefined],
  ['a\nb\nkey = """@@\nmiddle\n@@""" # gitleaks:allow', 'gitleaks:allow', 5],
  ['key = """@@\nmiddle # gitleaks:allow\n@@"""', undefined],
  ['x # gitleaks:allow\rkey = "@@"', undefined],
];

describe('suppressionAt', () => {
  for (const [text, by, line, reason] of rows) {
    it(JSON.stringify(text), () => {
      const expected = by && { kind: 'comment', by, line, ...(reason !== undefined && { reason }) };
      assert.deepEqual(suppressionAt(text, find(text)), expected);
    });
  }

  it('takes a peer’s rule for ours by provider', () => {
    const text = '// secretlint-disable-next-line @secretlint/secretlint-rule-generic\nkey = "@@"';
    assert.ok(suppressionAt(text, find(text, 'generic-password')));
    assert.equal(suppressionAt(text, find(text, 'x', 'other')), undefined);
  });

  it('is linear in an endless line with many findings', () => {
    const text = `${'k="@@";'.repeat(60_000)} // gitleaks:allow`;
    const start = performance.now();
    const lookup = createSuppressions(text);
    let suppressed = 0;
    for (let at = 3; at < text.length - 20; at += 7 * 60) {
      if (lookup({ ...find('@@'), start: at, end: at + 2 })) suppressed++;
    }
    assert.ok(suppressed > 0 && suppressed < 20, String(suppressed));
    assert.ok(performance.now() - start < 500);
  });
});

describe('namesRule', () => {
  for (const [name, rule, expected] of [
    ['*', 'x', true],
    ['openai-*', 'openai-api-key', true],
    ['*-key', 'openai-api-key', true],
    ['o*-a*key', 'openai-api-key', true],
    ['openai*openai', 'openai', false],
    ['*-api-*-key', 'openai-api-key', false],
    ['openai', 'openai-api-key', false],
  ] as const) {
    it(`${name} ${expected ? 'means' : 'does not mean'} ${rule}`, () =>
      assert.equal(namesRule(name, rule), expected));
  }
});
