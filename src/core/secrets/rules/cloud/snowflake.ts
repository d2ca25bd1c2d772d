import type { SecretRule } from '../../rule.ts';

export const snowflakeRules: readonly SecretRule[] = [
  {
    id: 'snowflake-password',
    provider: 'snowflake',
    kind: 'context',
    title: 'Snowflake password',
    confidence: 'medium',
    source: 'https://docs.snowflake.com/en/user-guide/admin-user-management',
    words: ['snowflake', 'snowsql'],
    also: ['password', 'passwd', 'pwd', 'passphrase'],
    value: /^[^\s"\'`$<>{}]{8,64}$/,
    checks: { entropy: 2.6, has: ['digit', 'letter'] },
    hit: [
      'SNOWFLAKE_PASSWORD={alnum:14}',
      'snowflake_password = "{alnum:14}"',
      '{"snowflakePassword": "{alnum:14}"}',
    ],
    miss: [
      'SNOWFLAKE_PASSWORD=changeme',
      'SNOWFLAKE_ACCOUNT={alnum:14}',
      'SNOWFLAKE_PASSWORD=${SNOWFLAKE_PASSWORD}',
    ],
  },
  {
    id: 'snowflake-access-token',
    provider: 'snowflake',
    kind: 'context',
    title: 'Snowflake programmatic access token',
    confidence: 'medium',
    source: 'https://docs.snowflake.com/en/user-guide/programmatic-access-tokens',
    words: ['snowflake', 'sftoken'],
    also: ['token', 'pat'],
    value: /^(?:eyJ[\w-]{20,100}\.eyJ[\w-]{40,500}\.[\w-]{80,400}|[\w-]{100,500})$/,
    checks: { entropy: 3.8, has: ['digit', 'lower', 'upper'] },
    hit: [
      'SNOWFLAKE_TOKEN=eyJ{alnum:40}.eyJ{alnum:80}.{word:200}',
      'os.environ["SNOWFLAKE_TOKEN"] = "eyJ{alnum:40}.eyJ{alnum:80}.{word:200}"',
      'snowflake_token: "eyJ{alnum:40}.eyJ{alnum:80}.{word:200}"',
    ],
    miss: [
      'SNOWFLAKE_TOKEN=eyJ{alnum:40}.eyJ{alnum:80}.{word:66}',
      'etag = "eyJ{alnum:40}.eyJ{alnum:80}.{word:200}"',
      'SNOWFLAKE_TOKEN=eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
