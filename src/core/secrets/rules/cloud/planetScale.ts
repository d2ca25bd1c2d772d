import type { SecretRule } from '../../rule.ts';

export const planetScaleRules: readonly SecretRule[] = [
  {
    id: 'planetscale-service-token',
    provider: 'planetscale',
    kind: 'token',
    title: 'PlanetScale service token',
    confidence: 'high',
    source:
      'https://planetscale.com/docs/concepts/service-tokens; pattern planetscale-api-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['pscale_tkn_'],
    pattern: /pscale_tkn_[\w=.-]{32,64}/y,
    checks: { entropy: 3.3 },
    hit: [
      'export PLANETSCALE_SERVICE_TOKEN="pscale_tkn_{word:43}"',
      "const client = new Client({ apiKey: 'pscale_tkn_{word:43}' });",
      'planetscale_service_token: pscale_tkn_{word:43}',
    ],
    miss: [
      'PLANETSCALE_SERVICE_TOKEN=pscale_tkn_{word:14}',
      'PLANETSCALE_SERVICE_TOKEN=pscale_tkn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'planetscale-password',
    provider: 'planetscale',
    kind: 'token',
    title: 'PlanetScale database password',
    confidence: 'high',
    source:
      'https://planetscale.com/docs/concepts/connection-strings; pattern planetscale-password of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['pscale_pw_'],
    pattern: /pscale_pw_[\w=.-]{32,64}/y,
    checks: { entropy: 3.3 },
    hit: [
      'DATABASE_PASSWORD=pscale_pw_{word:43}',
      'os.environ["DATABASE_PASSWORD"] = "pscale_pw_{word:43}"',
      '-H "Authorization: Bearer pscale_pw_{word:43}"',
    ],
    miss: [
      'DATABASE_PASSWORD=pscale_pw_{word:14}',
      'DATABASE_PASSWORD=pscale_pw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'planetscale-oauth-token',
    provider: 'planetscale',
    kind: 'token',
    title: 'PlanetScale OAuth token',
    confidence: 'high',
    source:
      'https://planetscale.com/docs/api/reference/oauth; pattern planetscale-oauth-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['pscale_oauth_'],
    pattern: /pscale_oauth_[\w=.-]{32,64}/y,
    checks: { entropy: 3.3 },
    hit: [
      'PLANETSCALE_TOKEN: pscale_oauth_{word:43}',
      "const planetscaleToken = 'pscale_oauth_{word:43}';",
      '      - PLANETSCALE_TOKEN=pscale_oauth_{word:43}',
    ],
    miss: [
      'PLANETSCALE_TOKEN=pscale_oauth_{word:14}',
      'PLANETSCALE_TOKEN=pscale_oauth_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
