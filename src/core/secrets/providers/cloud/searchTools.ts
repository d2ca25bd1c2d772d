import type { Provider } from '../../provider.ts';

export const searchToolsProviders = {
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
