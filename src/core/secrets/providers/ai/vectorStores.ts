import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager; or use AlloyDB, Vertex AI Vector Search or another store of the cloud that takes the identity of the service.';
const replaceKey = 'Delete the key on the page of API keys of the project or cluster, and make a new one.';
const readsVectors = 'Reads, changes and deletes the vectors and documents of the project.';

export const vectorStoresProviders = {
  pinecone: {
    name: 'Pinecone',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://app.pinecone.io/',
    instead: keepInSecretManager,
    variable: 'PINECONE_API_KEY',
  },
  weaviate: {
    name: 'Weaviate',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://console.weaviate.cloud/',
    instead:
      'Let the cluster take OpenID Connect tokens of your identity provider; else keep the key in a secret manager.',
    variable: 'WEAVIATE_API_KEY',
  },
  qdrant: {
    name: 'Qdrant',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://cloud.qdrant.io/',
    instead: keepInSecretManager,
    variable: 'QDRANT_API_KEY',
  },
  zilliz: {
    name: 'Zilliz',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://cloud.zilliz.com/',
    instead: keepInSecretManager,
    variable: 'ZILLIZ_API_KEY',
  },
  chroma: {
    name: 'Chroma',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://www.trychroma.com/',
    instead: keepInSecretManager,
    variable: 'CHROMA_API_KEY',
  },
  upstash: {
    name: 'Upstash',
    group: 'ai',
    opens: 'Reads, changes and deletes what the database, queue or index holds.',
    revoke: replaceKey,
    revokeUrl: 'https://console.upstash.com/',
    instead:
      'There is no keyless way in: keep the token in a secret manager; or use Memorystore for Redis with IAM authentication.',
    variable: 'UPSTASH_REDIS_REST_TOKEN',
  },
  turbopuffer: {
    name: 'Turbopuffer',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://turbopuffer.com/dashboard',
    instead: keepInSecretManager,
    variable: 'TURBOPUFFER_API_KEY',
  },
  marqo: {
    name: 'Marqo',
    group: 'ai',
    opens: readsVectors,
    revoke: replaceKey,
    revokeUrl: 'https://cloud.marqo.ai/',
    instead: keepInSecretManager,
    variable: 'MARQO_API_KEY',
  },
  'mongodb-atlas': {
    name: 'MongoDB Atlas',
    group: 'database',
    opens: 'Manages the clusters, users and network access of the project or organisation.',
    revoke:
      'Delete the API key or the secret of the service account under Access Manager of the organisation.',
    revokeUrl: 'https://cloud.mongodb.com/',
    instead:
      'Let programs sign in to the database with Workload Identity Federation (Google Cloud, AWS IAM or Azure); for the Administration API take short-lived tokens of a service account whose secret is in a secret manager.',
    variable: 'MONGODB_ATLAS_CLIENT_SECRET',
  },
  'datastax-astra': {
    name: 'DataStax Astra DB',
    group: 'ai',
    opens:
      'Reads and changes the databases that the role of the token allows, and with an administrator role makes and deletes them.',
    revoke: replaceKey,
    revokeUrl: 'https://astra.datastax.com/',
    instead: keepInSecretManager,
    variable: 'ASTRA_DB_APPLICATION_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
