import assert from 'node:assert/strict';

import { serviceRules } from '../../../../src/core/secrets/rules/services/registry.ts';
import { createScanner } from '../../../../src/core/secrets/scanner.ts';
import { secretSample } from '../../../support/secretSample.ts';

/** Without the contextual detection: only what names a service is found. */
const scanner = createScanner({ rules: serviceRules, contextual: false });

function rulesIn(template: string, path = 'settings.env'): string[] {
  return scanner.scanText(secretSample(template), path).map(({ rule }) => rule);
}

describe('rules of services', () => {
  it('take no commit and no checksum for a key', () => {
    for (const name of [
      'CIRCLECI_SHA1',
      'GITHUB_SHA',
      'SENTRY_RELEASE',
      'GITEA_COMMIT',
      'CLOUDSMITH_DIGEST',
    ]) {
      assert.deepEqual(rulesIn(`${name}={hex:40}\n`), [], name);
    }
  });

  it('do not find everyday words within other words', () => {
    const others = [
      'SANDBOX_CLIENT_SECRET={hex:32}',
      'INBOX_API_KEY={hex:32}',
      'PIPELINE_TOKEN={base64:172}',
    ];
    for (const text of others) assert.deepEqual(rulesIn(`${text}\n`), [], text);
    assert.deepEqual(rulesIn('BOX_CLIENT_SECRET={hex:32}\n'), ['box-secret']);
  });

  it('tell services apart that share a prefix', () => {
    assert.deepEqual(rulesIn('KEY=sk_live_{hex:40}\n'), ['paystack-secret-key']);
    assert.deepEqual(rulesIn('KEY=sk_live_51{alnum:97}\n'), ['stripe-secret-key']);
    assert.deepEqual(rulesIn('KEY=sk_live_a2V5{alnum:70}\n'), ['workos-api-key']);
    assert.deepEqual(rulesIn('KEY=sgp_{hex:40}\n'), ['sourcegraph-access-token']);
    assert.deepEqual(rulesIn('KEY=sgp_{alnum:64}\n'), ['segment-token']);
  });

  it('know a service whose name ends another one by what its name has before', () => {
    assert.deepEqual(rulesIn('KUCOIN_API_SECRET={uuid}\n'), ['kucoin-key']);
    assert.deepEqual(rulesIn('COINAPI_KEY={uuid}\n'), ['coinapi-key']);
  });

  it('find a name in whatever way it is written', () => {
    for (const name of [
      'ALGOLIA_API_KEY',
      'algoliaApiKey',
      'algolia-api-key',
      'x-algolia-api-key',
      'AlgoliaKey',
    ]) {
      assert.deepEqual(rulesIn(`${name}: '{hex:32}'\n`, 'settings.yaml'), ['algolia-admin-key'], name);
    }
    assert.deepEqual(rulesIn('<algoliaToken>{hex:32}</algoliaToken>\n', 'settings.xml'), [
      'algolia-admin-key',
    ]);
  });

  it('report what is meant to be public as low', () => {
    const texts = ['KEY=pk_live_{alnum:24}\n', 'POSTHOG=phc_{alnum:43}\n', 'ALGOLIA_SEARCH_KEY={hex:32}\n'];
    for (const text of texts) {
      const confidences = scanner.scanText(secretSample(text), 'settings.env').map((one) => one.confidence);
      assert.deepEqual(confidences, ['low'], text);
    }
  });

  it('know the checksum of GitHub and npm', () => {
    for (const id of ['github-personal-access-token', 'npm-access-token']) {
      const prove = serviceRules.find((rule) => rule.id === id)?.checks?.proves;
      assert.ok(prove, id);
      assert.ok(prove(secretSample('ghp_{crc62:36}')), id);
      assert.ok(!prove(secretSample('ghp_{alnum:36}')), id);
    }
  });
});
