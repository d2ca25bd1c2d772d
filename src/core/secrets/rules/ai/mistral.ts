import type { SecretRule } from '../../rule.ts';

export const mistralRules: readonly SecretRule[] = [
  {
    id: 'mistral-api-key',
    provider: 'mistral',
    kind: 'context',
    title: 'Mistral API key',
    confidence: 'medium',
    source:
      'https://docs.mistral.ai/getting-started/quickstart; pattern mistral-api-key of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    words: ['mistral'],
    value: /^[A-Za-z0-9]{32}$/,
    checks: { entropy: 3, has: ['digit', 'letter'] },
    hit: [
      '      - MISTRAL_API_KEY={alnum:32}',
      'client = Client(mistral_api_key="{alnum:32}")',
      '{"mistral_api_key": "{alnum:32}"}',
    ],
    miss: [
      'MISTRAL_API_KEY={alnum:10}',
      'etag = "{alnum:32}"',
      'MISTRAL_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'codestral-api-key',
    provider: 'mistral',
    kind: 'context',
    title: 'Codestral API key',
    confidence: 'medium',
    source: 'https://docs.mistral.ai/capabilities/code_generation/',
    words: ['codestral'],
    value: /^[A-Za-z0-9]{32}$/,
    checks: { entropy: 3, has: ['digit', 'letter'] },
    hit: [
      'export CODESTRAL_API_KEY="{alnum:32}"',
      "const codestralApiKey = '{alnum:32}';",
      'codestral_api_key: {alnum:32}',
    ],
    miss: [
      'CODESTRAL_API_KEY={alnum:10}',
      'commit = "{alnum:32}"',
      'CODESTRAL_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
