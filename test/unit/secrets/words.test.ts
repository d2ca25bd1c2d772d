import assert from 'node:assert/strict';
import { confidences } from '../../../src/core/secrets/confidence.ts';
import { contextualRules } from '../../../src/core/secrets/contextual/contextualRules.ts';
import { ruleInfo } from '../../../src/core/secrets/ruleInfo.ts';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import {
  findingMessage,
  secretSeverity,
  shownName,
  type FindingKind,
} from '../../../src/core/secrets/words.ts';
import { secretSample } from '../../support/secretSample.ts';

describe('messages on secrets', () => {
  const kinds: FindingKind[] = [
    ...secretRules.map(({ id, provider, confidence }) => ({ rule: id, provider, confidence })),
    ...Object.keys(contextualRules).map((rule) => ({
      rule,
      provider: 'generic',
      confidence: 'medium' as const,
    })),
  ];

  it('say in whole sentences what it is and what to do, for every rule', () => {
    for (const kind of kinds) {
      for (const confidence of confidences) {
        for (const reason of [undefined, 'example', 'placeholder', 'weak'] as const) {
          const message = findingMessage({
            ...kind,
            confidence,
            name: 'SOME_NAME',
            ...(reason && { reason }),
          });
          assert.match(message, /^[\p{Lu}\d].*\.$/u, kind.rule);
          assert.match(message, /revoke|delete|restrict|environment/i, kind.rule);
          assert.doesNotMatch(message, /undefined|\.\.|\n/, kind.rule);
          assert.ok(message.length < 600, `${kind.rule}: ${message}`);
        }
      }
    }
  });

  it('name what the value is given to, and the way off keys', () => {
    const message = findingMessage({
      rule: 'password-assignment',
      provider: 'generic',
      confidence: 'medium',
      name: 'db_password',
    });
    assert.match(
      message,
      /^Password in db_password: everybody who can read this file can use it, so revoke it\./,
    );
    assert.match(message, /environment/);
  });

  it('show no name that may be a secret itself', () => {
    const names = [
      'db_password',
      'GOOGLE_APPLICATION_CREDENTIALS',
      'spring.datasource.password2',
      'x-api-key',
      'AzureOpenAiServiceKey',
      'k8sBase64Token2',
    ];
    for (const name of names) assert.equal(shownName(name), name);
    for (const template of [
      'AKIA{base32:16}',
      'sk-{alnum:40}',
      '{hex:32}',
      'key_{upper:20}',
      'id-4B-{word:32}',
      '',
      'a_'.repeat(40),
    ])
      assert.equal(shownName(secretSample(template)), undefined, template);
  });

  it('say why a finding is but a hint', () => {
    const low = { rule: 'password-assignment', provider: 'generic', confidence: 'low' } as const;
    assert.match(findingMessage({ ...low, reason: 'example' }), /examples have, so only a hint/);
    assert.match(findingMessage({ ...low, reason: 'placeholder' }), /^Placeholder for a secret \(password\)/);
    assert.match(findingMessage({ ...low, reason: 'weak' }), /may as well be no secret/);
    assert.match(findingMessage(low), /does not prove it/);
  });

  it('tell Google keys apart by what they are given to', () => {
    const key = { rule: 'google-api-key', provider: 'google', confidence: 'high' } as const;
    assert.match(
      findingMessage({ ...key, name: 'GEMINI_API_KEY' }),
      /no longer accepts standard keys.*Application Default Credentials/,
    );
    assert.match(findingMessage({ ...key, confidence: 'medium', name: 'apiKey' }), /of Firebase or Maps/);
    assert.match(findingMessage({ ...key, name: 'googleMapsKey' }), /Restrict it to your sites/);
    assert.match(findingMessage({ ...key, name: 'FIREBASE_API_KEY' }), /Security Rules/);
  });

  it('call a rule of somebody else by its id', () => {
    assert.match(ruleInfo({ rule: 'our-token', provider: 'nobody' }).title, /"our-token"/);
    assert.match(
      findingMessage({ rule: 'constructor', provider: '__proto__', confidence: 'medium' }),
      /rule "constructor"/,
    );
  });
});

describe('the severity of a secret', () => {
  it('follows the confidence, a step lower in tests, examples and documentation', () => {
    const at = (path: string): string[] => confidences.map((confidence) => secretSeverity(confidence, path));
    for (const path of ['src/a.py', 'a.env', 'contest/a.py', 'latest.ts'])
      assert.deepEqual(at(path), ['error', 'warning', 'hint'], path);
    for (const path of [
      'tests/a.py',
      'src/a.test.ts',
      'docs/x.md',
      'examples/deep/er/a.js',
      'examples\\a.js',
    ])
      assert.deepEqual(at(path), ['warning', 'information', 'hint'], path);
  });
});
