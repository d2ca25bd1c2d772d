import type { SecretRule } from '../../rule.ts';

export const yandexCloudRules: readonly SecretRule[] = [
  {
    id: 'yandex-api-key',
    provider: 'yandex',
    kind: 'context',
    title: 'Yandex Cloud API key',
    confidence: 'high',
    source:
      'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key; pattern yandex-api-key of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    words: ['yandex', 'ycapi', 'yckey', 'yctoken', 'yciam', 'ycoauth', 'ycsecret', 'ycaccess', 'ycstatic'],
    value: /^AQVN[\w-]{35,38}$/,
    checks: { entropy: 2.8 },
    hit: [
      '      - YANDEX_API_KEY=AQVN{word:36}',
      'client = Client(yandex_api_key="AQVN{word:36}")',
      '{"yandex_api_key": "AQVN{word:36}"}',
    ],
    miss: [
      'YANDEX_API_KEY=AQVN{word:12}',
      'checksum = "AQVN{word:36}"',
      'YANDEX_API_KEY=AQVNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'yandex-iam-token',
    provider: 'yandex',
    kind: 'context',
    title: 'Yandex Cloud IAM token',
    confidence: 'high',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
    words: ['yandex', 'yctoken', 'iamtoken'],
    value: /^t1\.[\w-]{1,300}={0,2}\.[\w-]{86}={0,2}$/,
    checks: { entropy: 2.8 },
    hit: [
      'export YC_IAM_TOKEN="t1.{word:80}.{word:86}"',
      "const ycIamToken = 't1.{word:80}.{word:86}';",
      'yc_iam_token: t1.{word:80}.{word:86}',
    ],
    miss: [
      'YC_IAM_TOKEN=t1.{word:80}.{word:28}',
      'revision = "t1.{word:80}.{word:86}"',
      'YC_IAM_TOKEN=t1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'yandex-oauth-token',
    provider: 'yandex',
    kind: 'context',
    title: 'Yandex OAuth token',
    confidence: 'high',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token',
    words: ['yandex', 'ycapi', 'yckey', 'yctoken', 'yciam', 'ycoauth', 'ycsecret', 'ycaccess', 'ycstatic'],
    value: /^y[0-3]_[\w-]{37,60}$/,
    checks: { entropy: 2.8 },
    hit: [
      '      - YC_OAUTH_TOKEN=y0_{word:55}',
      'client = Client(yc_oauth_token="y0_{word:55}")',
      '{"yc_oauth_token": "y0_{word:55}"}',
    ],
    miss: [
      'YC_OAUTH_TOKEN=y0_{word:18}',
      'digest = "y0_{word:55}"',
      'YC_OAUTH_TOKEN=y0_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'yandex-static-secret',
    provider: 'yandex',
    kind: 'context',
    title: 'Yandex Cloud static secret key',
    confidence: 'high',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
    words: ['yandex', 'ycapi', 'yckey', 'yctoken', 'yciam', 'ycoauth', 'ycsecret', 'ycaccess', 'ycstatic'],
    value: /^YC[\w-]{38}$/,
    checks: { entropy: 2.8 },
    hit: [
      'export YC_SECRET_KEY="YC{word:38}"',
      "const ycSecretKey = 'YC{word:38}';",
      'yc_secret_key: YC{word:38}',
    ],
    miss: [
      'YC_SECRET_KEY=YC{word:12}',
      'etag = "YC{word:38}"',
      'YC_SECRET_KEY=YCxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
