import type { SecretRule } from '../../rule.ts';

export const upstashRules: readonly SecretRule[] = [
  {
    id: 'upstash-token',
    provider: 'upstash',
    kind: 'context',
    title: 'Upstash REST token',
    confidence: 'medium',
    source: 'https://upstash.com/docs/redis/features/restapi',
    words: ['upstash'],
    also: ['token'],
    value: /^A[A-Za-z0-9_+/-]{30,180}={0,2}$/,
    checks: { entropy: 3.5, has: ['digit', 'lower', 'upper'] },
    hit: [
      'UPSTASH_REDIS_REST_TOKEN=AX{alnum:60}',
      'os.environ["UPSTASH_REDIS_REST_TOKEN"] = "AX{alnum:60}"',
      'upstash_redis_rest_token: "AX{alnum:60}"',
    ],
    miss: [
      'UPSTASH_REDIS_REST_TOKEN=AX{alnum:20}',
      'commit = "AX{alnum:60}"',
      'UPSTASH_REDIS_REST_TOKEN=AXxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'upstash-management-key',
    provider: 'upstash',
    kind: 'context',
    title: 'Upstash management API key',
    confidence: 'medium',
    source: 'https://upstash.com/docs/devops/developer-api/introduction',
    words: ['upstash'],
    also: ['apikey'],
    value:
      /^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Za-z0-9]{32})$/,
    checks: { entropy: 2.8 },
    hit: ['UPSTASH_API_KEY={uuid}', 'upstash_api_key = "{uuid}"', '{"upstashApiKey": "{uuid}"}'],
    miss: [
      'UPSTASH_API_KEY={hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:9}',
      'checksum = "{uuid}"',
      'UPSTASH_API_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    ],
  },
];
