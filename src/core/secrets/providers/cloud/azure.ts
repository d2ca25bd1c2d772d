import type { Provider } from '../../provider.ts';

const managedIdentity =
  'Let the program sign in with a managed identity or Workload Identity federation (`DefaultAzureCredential`), and turn key access off on the resource.';
const regenerateKeys =
  'Regenerate the key under Keys of the resource: move programs to the second key first, then regenerate both.';

export const azureProviders = {
  'azure-search': {
    name: 'Azure AI Search',
    group: 'ai',
    opens: 'Reads every index of the service; an admin key also changes and deletes them.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/search/search-security-api-keys',
    instead: managedIdentity,
    variable: 'AZURE_SEARCH_KEY',
  },
  'azure-ml': {
    name: 'Azure Machine Learning',
    group: 'ai',
    opens: 'Calls the model behind the endpoint.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/machine-learning/how-to-authenticate-online-endpoint',
    instead: managedIdentity,
    variable: 'AZUREML_API_KEY',
  },
  'azure-storage': {
    name: 'Azure Storage',
    group: 'cloud',
    opens:
      'Reads, changes and deletes everything in the storage account; a shared access signature only what it was made for, until it expires.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
    instead: managedIdentity,
    variable: 'AZURE_STORAGE_KEY',
  },
  'azure-cosmosdb': {
    name: 'Azure Cosmos DB',
    group: 'database',
    opens: 'Reads, changes and deletes every database of the account.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/cosmos-db/secure-access-to-data',
    instead: managedIdentity,
    variable: 'COSMOS_KEY',
  },
  'azure-batch': {
    name: 'Azure Batch',
    group: 'cloud',
    opens: 'Starts pools and jobs on the bill of the subscription, and reads their output.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/batch/account-key-rotation',
    instead: managedIdentity,
    variable: 'AZURE_BATCH_KEY',
  },
  'azure-messaging': {
    name: 'Azure messaging',
    group: 'cloud',
    opens:
      'Sends and receives messages or events of the namespace, hub or topic, and with a management right makes and deletes them.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
    instead: managedIdentity,
    variable: 'SERVICEBUS_CONNECTION_STRING',
  },
  'azure-entra': {
    name: 'Microsoft Entra',
    group: 'identity',
    opens:
      'Signs in as the application or user, with every right that it was granted in the tenant and its subscriptions.',
    revoke:
      'Delete the secret under Certificates and secrets of the app registration; for a refresh token revoke the sessions of the user.',
    revokeUrl: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
    instead:
      'On Azure give the program a managed identity; elsewhere add a federated identity credential to the application, so that Google Cloud, AWS, GitHub or Kubernetes vouch for it and no secret exists.',
    variable: 'AZURE_CLIENT_SECRET',
  },
  'azure-devops': {
    name: 'Azure DevOps',
    group: 'source',
    opens:
      'Does in the organisation what the user may within the scopes of the token: reads and pushes code, runs pipelines, reads packages.',
    revoke: 'Revoke the token under Personal access tokens of the user.',
    revokeUrl:
      'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    instead:
      'Sign in as a service principal or managed identity with short-lived Entra tokens, and let pipelines use workload identity federation.',
    variable: 'AZURE_DEVOPS_EXT_PAT',
  },
  'azure-functions': {
    name: 'Azure Functions',
    group: 'cloud',
    opens: 'Calls the function, or with a host key every function of the app.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to',
    instead:
      'Protect the app with App Service authentication and let callers sign in with a managed identity.',
    variable: 'AZURE_FUNCTION_KEY',
  },
  'azure-container-registry': {
    name: 'Azure Container Registry',
    group: 'registry',
    opens: 'Pulls and pushes every image of the registry.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication',
    instead:
      'Switch the admin account off; let clusters pull and CI push with a managed identity or workload identity federation.',
    variable: 'ACR_PASSWORD',
  },
  'azure-redis': {
    name: 'Azure Cache for Redis',
    group: 'database',
    opens: 'Reads, changes and deletes what the cache holds.',
    revoke: regenerateKeys,
    revokeUrl:
      'https://learn.microsoft.com/en-us/azure/azure-cache-for-redis/cache-azure-active-directory-for-authentication',
    instead: managedIdentity,
    variable: 'REDIS_KEY',
  },
  'azure-api-management': {
    name: 'Azure API Management',
    group: 'cloud',
    opens: 'Calls the APIs of the subscription, or manages the gateway.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/api-management/api-management-subscriptions',
    instead: managedIdentity,
    variable: 'APIM_KEY',
  },
  'azure-app-configuration': {
    name: 'Azure App Configuration',
    group: 'cloud',
    opens: 'Reads every setting of the store, and with a read-write key changes them.',
    revoke: regenerateKeys,
    revokeUrl:
      'https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-disable-access-key-authentication',
    instead: managedIdentity,
    variable: 'APP_CONFIGURATION',
  },
  'azure-service': {
    name: 'Azure',
    group: 'cloud',
    opens:
      'Does what the service that issued it lets its keys do: maps, messages, events, signalling or mail on the bill of the subscription.',
    revoke: regenerateKeys,
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/key-vault/secrets/tutorial-rotation-dual',
    instead: managedIdentity,
    variable: 'AZURE_KEY',
  },
  'azure-ai': {
    name: 'Azure AI',
    group: 'ai',
    opens: 'Calls every model and service of the resource on the bill of the subscription.',
    revoke:
      'Regenerate the key under Keys of the resource: move programs to the second key first, then regenerate both.',
    revokeUrl: 'https://learn.microsoft.com/en-us/azure/ai-services/rotate-keys',
    instead:
      'Let the program sign in with a managed identity or Workload Identity federation (`DefaultAzureCredential`), and turn key access off on the resource.',
    variable: 'AZURE_OPENAI_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
