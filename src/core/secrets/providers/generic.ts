import type { Provider } from '../provider.ts';

/** Secrets that no known service issued. */
export const genericProviders = {
  generic: {
    name: 'unknown service',
    group: 'generic',
    opens: 'Whoever has it can do what the account or service behind it allows.',
    revoke: 'Change it where it was set, and give the new value to nobody but the programs that need it.',
    revokeUrl: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    instead:
      'Read it from the environment or a secret manager; on Google Cloud give the service an identity of its own and use Secret Manager.',
  },
} as const satisfies Readonly<Record<string, Provider>>;
