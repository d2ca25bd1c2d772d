import type { Provider } from '../../provider.ts';

export const gatewaysProviders = {
  vercel: {
    name: 'Vercel',
    group: 'cloud',
    opens:
      'Deploys projects, reads their environment with every secret in it, or calls models and stores on the bill of the team.',
    revoke: 'Delete the key on the page of API keys of the account, and make a new one.',
    revokeUrl: 'https://vercel.com/account/settings/tokens',
    instead:
      'On Vercel use the OIDC token that functions get, for the AI Gateway as for other clouds; else keep the token in a secret manager.',
    variable: 'VERCEL_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
