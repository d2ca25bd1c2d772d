import type { SecretRule } from '../../rule.ts';

export const confluentRules: readonly SecretRule[] = [
  {
    id: 'confluent-cloud-api-secret',
    provider: 'confluent',
    kind: 'token',
    title: 'Confluent Cloud API secret',
    confidence: 'high',
    source:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    keywords: ['cflt'],
    pattern: /cflt[A-Za-z0-9+\/]{60}/y,
    checks: { entropy: 4, has: ['digit', 'lower', 'upper'] },
    hit: [
      'CONFLUENT_CLOUD_API_SECRET=cflt{base64:60}',
      'client = Client(api_key="cflt{base64:60}")',
      '{"apiKey": "cflt{base64:60}"}',
    ],
    miss: [
      'CONFLUENT_CLOUD_API_SECRET=cflt{base64:20}',
      'CONFLUENT_CLOUD_API_SECRET=cfltxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'confluent-legacy-api-secret',
    provider: 'confluent',
    kind: 'context',
    title: 'Confluent Cloud API secret of the older form',
    confidence: 'medium',
    source:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    words: ['confluent', 'ccloud', 'kafka', 'cpdev', 'schemaregistry'],
    without: ['sha', 'hash', 'digest'],
    value: /^[A-Za-z0-9+/]{64}$/,
    checks: { entropy: 4, has: ['digit', 'letter'], not: /^[0-9a-f]{64}$/ },
    hit: [
      'export CONFLUENT_API_SECRET="{base64:64}"',
      "const confluentApiSecret = '{base64:64}';",
      'confluent_api_secret: {base64:64}',
    ],
    miss: [
      'CONFLUENT_API_SECRET={base64:21}',
      'sha256 = "{base64:64}"',
      'CONFLUENT_API_SECRET=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'confluent-api-key',
    provider: 'confluent',
    kind: 'context',
    title: 'Confluent Cloud API key',
    confidence: 'medium',
    source:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html; pattern confluent-access-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    words: ['confluent', 'ccloud'],
    value: /^[A-Za-z0-9]{16}$/,
    checks: { entropy: 2.8, has: ['digit', 'letter'] },
    hit: [
      '      - CONFLUENT_API_KEY={upper:16}',
      'client = Client(confluent_api_key="{upper:16}")',
      '{"confluent_api_key": "{upper:16}"}',
    ],
    miss: ['CONFLUENT_API_KEY={upper:5}', 'etag = "{upper:16}"', 'CONFLUENT_API_KEY=xxxxxxxxxxxxxxxx'],
  },
];
