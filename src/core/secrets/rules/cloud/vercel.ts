import type { SecretRule } from '../../rule.ts';

export const vercelRules: readonly SecretRule[] = [
  {
    id: 'vercel-access-token',
    provider: 'vercel',
    kind: 'token',
    title: 'Vercel access token',
    confidence: 'high',
    source:
      'https://vercel.com/docs/rest-api; pattern vercel-personal-access-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['vcp_', 'vci_', 'vca_', 'vcr_'],
    pattern: /vc[piar]_[A-Za-z0-9_-]{40,70}/y,
    checks: { entropy: 3.5, has: ['digit', 'letter'] },
    hit: [
      'export VERCEL_TOKEN="vcp_{alnum:56}"',
      "const client = new Client({ apiKey: 'vcp_{alnum:56}' });",
      'vercel_token: vcp_{alnum:56}',
    ],
    miss: ['VERCEL_TOKEN=vcp_{alnum:18}', 'VERCEL_TOKEN=vcp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'vercel-legacy-token',
    provider: 'vercel',
    kind: 'context',
    title: 'Vercel access token of the older form',
    confidence: 'medium',
    source:
      'https://vercel.com/docs/rest-api; pattern vercel-api-token of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    words: ['vercel', 'nowtoken', 'zeittoken'],
    without: ['project', 'org', 'team', 'id'],
    value: /^[A-Za-z0-9]{24}$/,
    checks: { entropy: 3.3, has: ['digit', 'letter'] },
    hit: [
      'VERCEL_TOKEN={alnum:24}',
      'os.environ["VERCEL_TOKEN"] = "{alnum:24}"',
      'vercel_token: "{alnum:24}"',
    ],
    miss: ['VERCEL_TOKEN={alnum:8}', 'commit = "{alnum:24}"', 'VERCEL_TOKEN=xxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'vercel-blob-token',
    provider: 'vercel',
    kind: 'token',
    title: 'Vercel Blob read-write token',
    confidence: 'high',
    source: 'https://vercel.com/docs/vercel-blob/using-blob-sdk',
    keywords: ['vercel_blob_rw_'],
    pattern: /vercel_blob_rw_[A-Za-z0-9]{12,20}_[A-Za-z0-9]{24,36}/y,
    checks: { entropy: 3.5 },
    hit: [
      'BLOB_READ_WRITE_TOKEN=vercel_blob_rw_{alnum:16}_{alnum:30}',
      'client = Client(api_key="vercel_blob_rw_{alnum:16}_{alnum:30}")',
      '{"apiKey": "vercel_blob_rw_{alnum:16}_{alnum:30}"}',
    ],
    miss: [
      'BLOB_READ_WRITE_TOKEN=vercel_blob_rw_{alnum:16}_{alnum:10}',
      'BLOB_READ_WRITE_TOKEN=vercel_blob_rw_xxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
