import type { SecretRule } from '../../rule.ts';

export const minimaxRules: readonly SecretRule[] = [
  {
    id: 'minimax-api-key',
    provider: 'minimax',
    kind: 'token',
    title: 'MiniMax API key',
    confidence: 'high',
    source:
      'https://platform.minimax.io/docs/; pattern minimax-api-key of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['sk-api-'],
    pattern: /sk-api-[\w-]{60,140}/y,
    checks: { entropy: 3.5, has: ['digit', 'lower', 'upper'] },
    hit: [
      'MINIMAX_API_KEY: sk-api-{word:119}',
      "const minimaxApiKey = 'sk-api-{word:119}';",
      '      - MINIMAX_API_KEY=sk-api-{word:119}',
    ],
    miss: [
      'MINIMAX_API_KEY=sk-api-{word:39}',
      'MINIMAX_API_KEY=sk-api-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'minimax-token',
    provider: 'minimax',
    kind: 'context',
    title: 'MiniMax API token',
    confidence: 'high',
    source: 'https://platform.minimax.io/docs/',
    words: ['minimax'],
    value: /^eyJ[\w-]{20,300}\.eyJ[\w-]{20,1500}\.[\w-]{80,400}$/,
    checks: { entropy: 2.8 },
    hit: [
      'MINIMAX_API_KEY=eyJhbGciOiJSUzI1NiJ9{alnum:20}.eyJ{alnum:120}.{word:200}',
      'minimax_api_key = "eyJhbGciOiJSUzI1NiJ9{alnum:20}.eyJ{alnum:120}.{word:200}"',
      '{"minimaxApiKey": "eyJhbGciOiJSUzI1NiJ9{alnum:20}.eyJ{alnum:120}.{word:200}"}',
    ],
    miss: [
      'MINIMAX_API_KEY=eyJhbGciOiJSUzI1NiJ9{alnum:20}.eyJ{alnum:120}.{word:66}',
      'checksum = "eyJhbGciOiJSUzI1NiJ9{alnum:20}.eyJ{alnum:120}.{word:200}"',
      'MINIMAX_API_KEY=eyJhbGciOiJSUzI1NiJ9xxxxxxxxxxxxxxxxxxxx.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
