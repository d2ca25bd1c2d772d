import type { SecretRule } from '../../rule.ts';

export const xaiRules: readonly SecretRule[] = [
  {
    id: 'xai-api-key',
    provider: 'xai',
    kind: 'token',
    title: 'xAI API key',
    confidence: 'high',
    source: 'https://docs.x.ai/docs/tutorial',
    keywords: ['xai-'],
    pattern: /xai-(?!token-)[\w-]{60,120}/y,
    checks: { entropy: 3.5 },
    hit: [
      'XAI_API_KEY: xai-{alnum:80}',
      "const xaiApiKey = 'xai-{alnum:80}';",
      '      - XAI_API_KEY=xai-{alnum:80}',
    ],
    miss: ['XAI_API_KEY=xai-{alnum:26}', 'XAI_API_KEY=xai-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'xai-management-key',
    provider: 'xai',
    kind: 'token',
    title: 'xAI management API key',
    confidence: 'high',
    source: 'https://docs.x.ai/docs/management-api/guide',
    keywords: ['xai-token-'],
    pattern: /xai-token-[\w-]{40,120}/y,
    checks: { entropy: 3.5 },
    hit: [
      'XAI_MANAGEMENT_KEY=xai-token-{alnum:80}',
      'client = Client(api_key="xai-token-{alnum:80}")',
      '{"apiKey": "xai-token-{alnum:80}"}',
    ],
    miss: [
      'XAI_MANAGEMENT_KEY=xai-token-{alnum:26}',
      'XAI_MANAGEMENT_KEY=xai-token-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
