import type { SecretRule } from '../../rule.ts';

export const voiceAgentsRules: readonly SecretRule[] = [
  {
    id: 'vapi-private-key',
    provider: 'vapi',
    kind: 'context',
    title: 'Vapi private key',
    confidence: 'medium',
    source: 'https://docs.vapi.ai/api-reference',
    words: ['vapi'],
    also: ['key', 'token', 'secret'],
    without: ['nvapi', 'public'],
    value: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    checks: { entropy: 2.8 },
    hit: [
      '      - VAPI_PRIVATE_KEY={uuid}',
      'client = Client(vapi_private_key="{uuid}")',
      '{"vapi_private_key": "{uuid}"}',
    ],
    miss: [
      'VAPI_PRIVATE_KEY={hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:9}',
      'etag = "{uuid}"',
      'VAPI_PRIVATE_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    ],
  },
  {
    id: 'retell-api-key',
    provider: 'retell',
    kind: 'context',
    title: 'Retell AI API key',
    confidence: 'high',
    source: 'https://docs.retellai.com/api-references',
    words: ['retell'],
    value: /^key_[a-f0-9]{24,40}$/i,
    checks: { entropy: 2.8 },
    hit: [
      'export RETELL_API_KEY="key_{hex:28}"',
      "const retellApiKey = 'key_{hex:28}';",
      'retell_api_key: key_{hex:28}',
    ],
    miss: [
      'RETELL_API_KEY=key_{hex:9}',
      'commit = "key_{hex:28}"',
      'RETELL_API_KEY=key_xxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'bland-api-key',
    provider: 'bland',
    kind: 'context',
    title: 'Bland AI API key',
    confidence: 'high',
    source: 'https://docs.bland.ai/',
    words: ['bland'],
    value: /^(?:org_[a-f0-9]{60,100}|sk-[a-z0-9]{60,100})$/i,
    checks: { entropy: 2.8 },
    hit: [
      '      - BLAND_API_KEY=org_{hex:80}',
      'client = Client(bland_api_key="org_{hex:80}")',
      '{"bland_api_key": "org_{hex:80}"}',
    ],
    miss: [
      'BLAND_API_KEY=org_{hex:26}',
      'checksum = "org_{hex:80}"',
      'BLAND_API_KEY=org_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
