import type { SecretRule } from '../../rule.ts';

export const alibabaCloudRules: readonly SecretRule[] = [
  {
    id: 'alibaba-access-key-id',
    provider: 'alibaba',
    kind: 'token',
    title: 'Alibaba Cloud access key id',
    confidence: 'high',
    source:
      'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair; pattern alibaba-access-key-id of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['LTAI'],
    pattern: /LTAI[A-Za-z0-9]{12,24}/y,
    checks: { entropy: 3 },
    hit: [
      'ALIBABA_CLOUD_ACCESS_KEY_ID: LTAI5t{alnum:18}',
      "const alibabaCloudAccessKeyId = 'LTAI5t{alnum:18}';",
      '      - ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5t{alnum:18}',
    ],
    miss: [
      'ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5t{alnum:6}',
      'ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5txxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'alibaba-access-key-secret',
    provider: 'alibaba',
    kind: 'context',
    title: 'Alibaba Cloud access key secret',
    confidence: 'medium',
    source: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
    words: ['alibaba', 'aliyun', 'alicloud', 'ossaccess', 'osssecret', 'accesskeysecret'],
    value: /^[A-Za-z0-9]{30,64}$/,
    checks: { entropy: 3.5, has: ['lower', 'upper'] },
    hit: [
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET={alnum:30}',
      'alibaba_cloud_access_key_secret = "{alnum:30}"',
      '{"alibabaCloudAccessKeySecret": "{alnum:30}"}',
      'accessKeySecret: "{alnum:30}"',
    ],
    miss: [
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET={alnum:10}',
      'digest = "{alnum:30}"',
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'alibaba-sts-token',
    provider: 'alibaba',
    kind: 'token',
    title: 'Alibaba Cloud security token',
    confidence: 'high',
    source: 'https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole',
    keywords: ['CAIS'],
    pattern: /CAIS[A-Za-z0-9+\/_-]{200,900}={0,2}/y,
    trailing: 'any',
    checks: { entropy: 4, has: ['digit', 'lower', 'upper'] },
    hit: [
      'ALIBABA_CLOUD_SECURITY_TOKEN=CAIS{base64:500}==',
      'os.environ["ALIBABA_CLOUD_SECURITY_TOKEN"] = "CAIS{base64:500}=="',
      '-H "Authorization: Bearer CAIS{base64:500}=="',
    ],
    miss: [
      'ALIBABA_CLOUD_SECURITY_TOKEN=CAIS{base64:166}==',
      'ALIBABA_CLOUD_SECURITY_TOKEN=CAISxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==',
    ],
  },
  {
    id: 'alibaba-sts-access-key-id',
    provider: 'alibaba',
    kind: 'token',
    title: 'Alibaba Cloud temporary access key id',
    confidence: 'medium',
    source:
      'https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole; pattern alibaba-sts-access-key-id of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['STS.'],
    pattern: /STS\.[A-Za-z0-9]{16,64}/y,
    checks: { entropy: 3.3, has: ['digit', 'lower', 'upper'] },
    hit: [
      'ALIBABA_CLOUD_ACCESS_KEY_ID: STS.{alnum:26}',
      "const alibabaCloudAccessKeyId = 'STS.{alnum:26}';",
      '      - ALIBABA_CLOUD_ACCESS_KEY_ID=STS.{alnum:26}',
    ],
    miss: [
      'ALIBABA_CLOUD_ACCESS_KEY_ID=STS.{alnum:8}',
      'ALIBABA_CLOUD_ACCESS_KEY_ID=STS.xxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
