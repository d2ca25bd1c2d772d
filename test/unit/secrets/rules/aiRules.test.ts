import assert from 'node:assert/strict';

import { createScanner } from '../../../../src/core/secrets/scanner.ts';
import { secretSample } from '../../../support/secretSample.ts';

describe('rules of AI services', () => {
  const scanner = createScanner();

  const found = (template: string): string[] =>
    scanner
      .scanText(secretSample(template), 'app.ts')
      .map(({ rule, confidence }) => `${rule} (${confidence})`);

  it('trust a Google key less where a page carries it by intent', () => {
    assert.deepEqual(found("const ai = new GoogleGenAI({ apiKey: 'AIzaSy{word:33}' });"), [
      'google-api-key (high)',
    ]);
    assert.deepEqual(found("init({ apiKey: 'AIzaSy{word:33}', authDomain: 'shop.firebaseapp.com' });"), [
      'google-api-key (medium)',
    ]);
    assert.deepEqual(found('<script src="https://maps.googleapis.com/maps/api/js?key=AIzaSy{word:33}">'), [
      'google-api-key (medium)',
    ]);
  });

  it('take a Google key after an escaped line break', () => {
    assert.deepEqual(found('print("keys:\\nAIzaSy{word:33}")'), ['google-api-key (high)']);
  });

  it('leave a key of the form sk-… to the service that its name says', () => {
    assert.deepEqual(found("const deepseekApiKey = 'sk-{hex:32}';"), ['deepseek-api-key (high)']);
    assert.deepEqual(found("const moonshotApiKey = 'sk-{alnum:48}';"), ['moonshot-api-key (high)']);
    assert.deepEqual(found("const client = new OpenAI({ apiKey: 'sk-{hex:32}' });"), ['sk-api-key (medium)']);
  });

  it('know every kind of OpenAI and Anthropic key from the others', () => {
    const keys: readonly (readonly [string, string])[] = [
      ['sk-{alnum:20}T3BlbkFJ{alnum:20}', 'openai-legacy-key'],
      ['sk-proj-{word:74}T3BlbkFJ{word:74}', 'openai-project-key'],
      ['sk-svcacct-{word:58}T3BlbkFJ{word:58}', 'openai-service-account-key'],
      ['sk-admin-{word:58}T3BlbkFJ{word:58}', 'openai-admin-key'],
      ['sk-ant-api03-{word:93}AA', 'anthropic-api-key'],
      ['sk-ant-admin01-{word:93}AA', 'anthropic-admin-key'],
      ['sk-ant-oat01-{word:93}AA', 'anthropic-oauth-token'],
      ['sk-or-v1-{hex:64}', 'openrouter-api-key'],
      ['sk-lf-{uuid}', 'langfuse-secret-key'],
    ];
    for (const [key, rule] of keys) assert.deepEqual(found(`const key = '${key}';`), [`${rule} (high)`]);
  });

  it('do not report keys that are public by design', () => {
    assert.deepEqual(found("const publicKey = 'pk-lf-{uuid}';"), []);
    assert.deepEqual(
      found("const key = 'sb_publishable_{word:31}';").filter((each) => /high/.test(each)),
      [],
    );
  });
});
