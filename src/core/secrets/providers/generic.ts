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
  'private-key': {
    name: 'private key',
    group: 'generic',
    opens:
      'Whoever has it can prove to be its owner: log in over SSH, read encrypted traffic or sign tokens and code.',
    revoke:
      'Make a new key pair, replace the public key or certificate everywhere, and revoke the old certificate.',
    revokeUrl: 'https://www.rfc-editor.org/rfc/rfc5280#section-3.3',
    instead:
      'Keep keys in a key service (Cloud KMS, a vault or an SSH agent); for Google Cloud use Workload Identity, which has no keys.',
  },
} as const satisfies Readonly<Record<string, Provider>>;
