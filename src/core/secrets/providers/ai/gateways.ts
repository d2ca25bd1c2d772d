import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager that one service identity may read, or use a model on Vertex AI, Amazon Bedrock or Microsoft Foundry under that identity.';
const replaceKey = 'Delete the key on the page of API keys of the gateway, and make a new one.';
const callsModels = 'Calls the models behind the gateway with the keys that it holds, and reads its logs.';

export const gatewaysProviders = {
  helicone: {
    name: 'Helicone',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://us.helicone.ai/settings/api-keys',
    instead: keepInSecretManager,
    variable: 'HELICONE_API_KEY',
  },
  portkey: {
    name: 'Portkey',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.portkey.ai/api-keys',
    instead: keepInSecretManager,
    variable: 'PORTKEY_API_KEY',
  },
  litellm: {
    name: 'LiteLLM',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://docs.litellm.ai/docs/proxy/virtual_keys',
    instead: keepInSecretManager,
    variable: 'LITELLM_MASTER_KEY',
  },
  langdb: {
    name: 'LangDB',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.langdb.ai/settings/api_keys',
    instead: keepInSecretManager,
    variable: 'LANGDB_API_KEY',
  },
  'eden-ai': {
    name: 'Eden AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.edenai.run/admin/api-settings/features-preferences',
    instead: keepInSecretManager,
    variable: 'EDENAI_API_KEY',
  },
  requesty: {
    name: 'Requesty',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.requesty.ai/api-keys',
    instead: keepInSecretManager,
    variable: 'REQUESTY_API_KEY',
  },
  'not-diamond': {
    name: 'Not Diamond',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.notdiamond.ai/keys',
    instead: keepInSecretManager,
    variable: 'NOTDIAMOND_API_KEY',
  },
  poe: {
    name: 'Poe',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://poe.com/api_key',
    instead: keepInSecretManager,
    variable: 'POE_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
