import type { SecretRule } from '../../rule.ts';

export const baiduQianfanRules: readonly SecretRule[] = [
  {
    id: 'qianfan-api-key',
    provider: 'qianfan',
    kind: 'token',
    title: 'Baidu Qianfan API key',
    confidence: 'high',
    source: 'https://cloud.baidu.com/doc/qianfan-api/s/ym9chdsy5',
    keywords: ['bce-v3/'],
    pattern: /bce-v3\/ALTAK-[A-Za-z0-9]{16,28}\/[a-f0-9]{40}/y,
    checks: { entropy: 3.3 },
    hit: [
      'QIANFAN_API_KEY=bce-v3/ALTAK-{alnum:21}/{hex:40}',
      'client = Client(api_key="bce-v3/ALTAK-{alnum:21}/{hex:40}")',
      '{"apiKey": "bce-v3/ALTAK-{alnum:21}/{hex:40}"}',
    ],
    miss: [
      'QIANFAN_API_KEY=bce-v3/ALTAK-{alnum:21}/{hex:13}',
      'QIANFAN_API_KEY=bce-v3/ALTAK-xxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'qianfan-secret-key',
    provider: 'qianfan',
    kind: 'context',
    title: 'Baidu cloud secret key',
    confidence: 'medium',
    source: 'https://cloud.baidu.com/doc/Reference/s/9jwvz2egb',
    words: ['qianfan', 'ernie', 'wenxin', 'baidu', 'yiyan'],
    also: ['secret', 'sk', 'key', 'token'],
    without: ['appid', 'map'],
    value: /^(?:[A-Za-z0-9]{32}|[0-9a-fA-F]{32})$/,
    checks: { entropy: 3, has: ['digit', 'letter'] },
    hit: [
      'export QIANFAN_SECRET_KEY="{alnum:32}"',
      "const qianfanSecretKey = '{alnum:32}';",
      'qianfan_secret_key: {alnum:32}',
    ],
    miss: [
      'QIANFAN_SECRET_KEY={alnum:10}',
      'revision = "{alnum:32}"',
      'QIANFAN_SECRET_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
