import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager; or use the embedding models of Vertex AI under Workload Identity.';
const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';
const callsModels = 'Calls the embedding and reranking models on the bill of the account.';

export const embeddingsProviders = {
  voyage: {
    name: 'Voyage AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://dashboard.voyageai.com/api-keys',
    instead: keepInSecretManager,
    variable: 'VOYAGE_API_KEY',
  },
  jina: {
    name: 'Jina AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://jina.ai/api-dashboard/',
    instead: keepInSecretManager,
    variable: 'JINA_API_KEY',
  },
  nomic: {
    name: 'Nomic',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://atlas.nomic.ai/cli-login',
    instead: keepInSecretManager,
    variable: 'NOMIC_API_KEY',
  },
  mixedbread: {
    name: 'Mixedbread',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.mixedbread.com/',
    instead: keepInSecretManager,
    variable: 'MXBAI_API_KEY',
  },
  zeroentropy: {
    name: 'ZeroEntropy',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://dashboard.zeroentropy.dev/',
    instead: keepInSecretManager,
    variable: 'ZEROENTROPY_API_KEY',
  },
  'nlp-cloud': {
    name: 'NLP Cloud',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://nlpcloud.com/home/token',
    instead: keepInSecretManager,
    variable: 'NLPCLOUD_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
