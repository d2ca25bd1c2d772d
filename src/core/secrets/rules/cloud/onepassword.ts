import type { SecretRule } from '../../rule.ts';

export const onepasswordRules: readonly SecretRule[] = [
  {
    id: 'onepassword-service-account-token',
    provider: 'onepassword',
    kind: 'token',
    title: '1Password service account token',
    confidence: 'high',
    source:
      'https://developer.1password.com/docs/service-accounts/get-started/; pattern 1password-service-account-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['ops_eyJ'],
    pattern: /ops_eyJ[A-Za-z0-9+\/]{200,2500}={0,3}/y,
    trailing: 'any',
    checks: { entropy: 4 },
    hit: [
      'OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ{base64:800}',
      'os.environ["OP_SERVICE_ACCOUNT_TOKEN"] = "ops_eyJ{base64:800}"',
      '-H "Authorization: Bearer ops_eyJ{base64:800}"',
    ],
    miss: [
      'OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ{base64:133}',
      'OP_SERVICE_ACCOUNT_TOKEN=ops_eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'onepassword-secret-key',
    provider: 'onepassword',
    kind: 'token',
    title: '1Password Secret Key',
    confidence: 'high',
    source:
      'https://support.1password.com/secret-key-security/; pattern 1password-secret-key of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['A3-'],
    pattern: /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/y,
    checks: {
      entropy: 3.5,
      has: ['digit'],
      // The one that the documentation prints.
      not: /^A3-C4ZJMN-/,
    },
    hit: [
      'OP_SECRET_KEY: A3-{upper:6}-{upper:6}-{upper:5}-{upper:5}-{upper:5}-{upper:5}',
      "const opSecretKey = 'A3-{upper:6}-{upper:6}-{upper:5}-{upper:5}-{upper:5}-{upper:5}';",
      '      - OP_SECRET_KEY=A3-{upper:6}-{upper:6}-{upper:5}-{upper:5}-{upper:5}-{upper:5}',
    ],
    miss: [
      'OP_SECRET_KEY=A3-{upper:3}-{upper:6}-{upper:5}-{upper:5}-{upper:5}-{upper:5}',
      'OP_SECRET_KEY=A3-xxxxxx-xxxxxx-xxxxx-xxxxx-xxxxx-xxxxx',
    ],
  },
  {
    id: 'onepassword-connect-token',
    provider: 'onepassword',
    kind: 'context',
    title: '1Password Connect token',
    confidence: 'high',
    source: 'https://developer.1password.com/docs/connect/get-started/',
    words: ['opconnect', 'onepassword', '1password'],
    value: /^eyJ[\w-]{20,200}\.eyJ[\w-]{100,1200}\.[\w-]{86}$/,
    checks: { entropy: 2.8 },
    hit: [
      'OP_CONNECT_TOKEN=eyJ{alnum:60}.eyJ{alnum:200}.{word:86}',
      'op_connect_token = "eyJ{alnum:60}.eyJ{alnum:200}.{word:86}"',
      '{"opConnectToken": "eyJ{alnum:60}.eyJ{alnum:200}.{word:86}"}',
    ],
    miss: [
      'OP_CONNECT_TOKEN=eyJ{alnum:60}.eyJ{alnum:66}.{word:86}',
      'commit = "eyJ{alnum:60}.eyJ{alnum:200}.{word:86}"',
      'OP_CONNECT_TOKEN=eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
