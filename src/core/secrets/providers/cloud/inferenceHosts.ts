import type { Provider } from '../../provider.ts';

const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';

export const inferenceHostsProviders = {
  ovh: {
    name: 'OVHcloud',
    group: 'cloud',
    opens:
      'Does in the account whatever the user of the key may: starts, reads and deletes machines, volumes and networks.',
    revoke: replaceKey,
    revokeUrl: 'https://eu.api.ovh.com/console/',
    instead:
      'There is no keyless way in from outside: keep the key, with the fewest rights, in a secret manager that only the identity of the service may read.',
    variable: 'OVH_APPLICATION_SECRET',
  },
  cloudflare: {
    name: 'Cloudflare',
    group: 'cloud',
    opens:
      'Does in the account whatever the token may; the global key does everything the user may: DNS, Workers, R2, access.',
    revoke: replaceKey,
    revokeUrl: 'https://dash.cloudflare.com/profile/api-tokens',
    instead:
      'Use an API token with the fewest rights for one zone in place of the global key, and keep it in a secret manager.',
    variable: 'CLOUDFLARE_API_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
