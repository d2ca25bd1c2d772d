import type { SecretRule } from '../../rule.ts';

export const mongodbAtlasRules: readonly SecretRule[] = [
  {
    id: 'mongodb-atlas-service-account-secret',
    provider: 'mongodb-atlas',
    kind: 'token',
    title: 'MongoDB Atlas service account secret',
    confidence: 'high',
    source: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    keywords: ['mdb_sa_sk_'],
    pattern: /mdb_sa_sk_[\w-]{36,48}/y,
    checks: { entropy: 3.3, has: ['letter'] },
    hit: [
      'export MONGODB_ATLAS_CLIENT_SECRET="mdb_sa_sk_{word:40}"',
      "const client = new Client({ apiKey: 'mdb_sa_sk_{word:40}' });",
      'mongodb_atlas_client_secret: mdb_sa_sk_{word:40}',
    ],
    miss: [
      'MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_{word:13}',
      'MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'mongodb-atlas-private-key',
    provider: 'mongodb-atlas',
    kind: 'context',
    title: 'MongoDB Atlas private API key',
    confidence: 'medium',
    source: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
    words: ['atlas', 'mongodbatlas', 'mcliprivate'],
    also: ['private', 'secret', 'apikey'],
    value: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    checks: { entropy: 2.8 },
    hit: [
      'MONGODB_ATLAS_PRIVATE_KEY={uuid}',
      'os.environ["MONGODB_ATLAS_PRIVATE_KEY"] = "{uuid}"',
      'mongodb_atlas_private_key: "{uuid}"',
      'MCLI_PRIVATE_API_KEY={uuid}',
    ],
    miss: [
      'MONGODB_ATLAS_PRIVATE_KEY={hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:9}',
      'etag = "{uuid}"',
      'MONGODB_ATLAS_PRIVATE_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    ],
  },
];
