import type { SecretRule } from '../../rule.ts';

export const chineseCloudsRules: readonly SecretRule[] = [
  {
    id: 'tencent-secret-id',
    provider: 'tencent',
    kind: 'token',
    title: 'Tencent Cloud secret id',
    confidence: 'high',
    source: 'https://www.tencentcloud.com/document/product/598/32675',
    keywords: ['AKID'],
    pattern: /AKID[A-Za-z0-9]{32}/y,
    checks: { entropy: 3.5, has: ['digit', 'lower', 'upper'] },
    hit: [
      'TENCENTCLOUD_SECRET_ID=AKID{alnum:32}',
      'client = Client(api_key="AKID{alnum:32}")',
      '{"apiKey": "AKID{alnum:32}"}',
    ],
    miss: [
      'TENCENTCLOUD_SECRET_ID=AKID{alnum:10}',
      'TENCENTCLOUD_SECRET_ID=AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'tencent-secret-key',
    provider: 'tencent',
    kind: 'context',
    title: 'Tencent Cloud secret key',
    confidence: 'medium',
    source: 'https://www.tencentcloud.com/document/product/598/32675',
    words: ['tencent', 'qcloud', 'hunyuan', 'cossecret', 'txcloud'],
    without: ['id'],
    value: /^[A-Za-z0-9]{32}$/,
    checks: { entropy: 3.5, has: ['digit', 'lower', 'upper'] },
    hit: [
      'export TENCENTCLOUD_SECRET_KEY="{alnum:32}"',
      "const tencentcloudSecretKey = '{alnum:32}';",
      'tencentcloud_secret_key: {alnum:32}',
    ],
    miss: [
      'TENCENTCLOUD_SECRET_KEY={alnum:10}',
      'digest = "{alnum:32}"',
      'TENCENTCLOUD_SECRET_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'huawei-secret-key',
    provider: 'huawei-cloud',
    kind: 'context',
    title: 'Huawei Cloud secret access key',
    confidence: 'medium',
    source: 'https://support.huaweicloud.com/intl/en-us/iam_faq/iam_01_0618.html',
    words: ['huawei', 'hwcloud', 'obssecret'],
    value: /^[A-Za-z0-9]{40}$/,
    checks: { entropy: 3.8, has: ['digit', 'lower', 'upper'] },
    hit: [
      'HUAWEICLOUD_SK={alnum:40}',
      'os.environ["HUAWEICLOUD_SK"] = "{alnum:40}"',
      'huaweicloud_sk: "{alnum:40}"',
    ],
    miss: [
      'HUAWEICLOUD_SK={alnum:13}',
      'commit = "{alnum:40}"',
      'HUAWEICLOUD_SK=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
