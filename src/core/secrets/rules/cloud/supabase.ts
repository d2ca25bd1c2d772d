import type { SecretRule } from '../../rule.ts';

export const supabaseRules: readonly SecretRule[] = [
  {
    id: 'supabase-access-token',
    provider: 'supabase',
    kind: 'token',
    title: 'Supabase access token',
    confidence: 'high',
    source:
      'https://supabase.com/docs/reference/api/introduction; pattern supabase-management-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['sbp_'],
    pattern: /sbp_(?:oauth_|v0_)?[a-z0-9]{36,48}/y,
    checks: { entropy: 3 },
    hit: [
      'SUPABASE_ACCESS_TOKEN=sbp_{hex:40}',
      'client = Client(api_key="sbp_{hex:40}")',
      '{"apiKey": "sbp_{hex:40}"}',
    ],
    miss: [
      'SUPABASE_ACCESS_TOKEN=sbp_{hex:13}',
      'SUPABASE_ACCESS_TOKEN=sbp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'supabase-secret-key',
    provider: 'supabase',
    kind: 'token',
    title: 'Supabase secret key',
    confidence: 'high',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    keywords: ['sb_secret_'],
    pattern: /sb_secret_[\w-]{28,48}/y,
    checks: { entropy: 3.5 },
    hit: [
      'export SUPABASE_SECRET_KEY="sb_secret_{word:31}"',
      "const client = new Client({ apiKey: 'sb_secret_{word:31}' });",
      'supabase_secret_key: sb_secret_{word:31}',
    ],
    miss: ['SUPABASE_PUBLISHABLE_KEY=sb_publishable_{word:31}', 'SUPABASE_SECRET_KEY=sb_secret_{word:8}'],
  },
  {
    id: 'supabase-service-role-key',
    provider: 'supabase',
    kind: 'context',
    title: 'Supabase service role key',
    confidence: 'high',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    words: ['supabase', 'servicerole'],
    also: ['service', 'secret'],
    without: ['anon', 'public'],
    value: /^eyJ[\w-]{10,100}\.eyJ[\w-]{40,600}\.[\w-]{43}$/,
    checks: { entropy: 2.8 },
    hit: [
      'SUPABASE_SERVICE_ROLE_KEY=eyJ{alnum:33}.eyJ{alnum:200}.{word:43}',
      'os.environ["SUPABASE_SERVICE_ROLE_KEY"] = "eyJ{alnum:33}.eyJ{alnum:200}.{word:43}"',
      'supabase_service_role_key: "eyJ{alnum:33}.eyJ{alnum:200}.{word:43}"',
    ],
    miss: [
      'SUPABASE_SERVICE_ROLE_KEY=eyJ{alnum:33}.eyJ{alnum:33}.{word:43}',
      'etag = "eyJ{alnum:33}.eyJ{alnum:200}.{word:43}"',
      'SUPABASE_SERVICE_ROLE_KEY=eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
