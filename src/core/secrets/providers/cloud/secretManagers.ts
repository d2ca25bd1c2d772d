import type { Provider } from '../../provider.ts';

const ownIdentity =
  'Let the workload sign in with its own identity (Kubernetes, Google Cloud, AWS or Azure auth), so that no token is stored.';
const revokeToken = 'Revoke the token where it was issued, and rotate the secrets that it could read.';

export const secretManagersProviders = {
  vault: {
    name: 'HashiCorp Vault',
    group: 'identity',
    opens:
      'Reads every secret that the policies of the token allow; a root token or the unseal keys open all of Vault.',
    revoke:
      'Run `vault token revoke` with the token or its accessor, and rotate the secrets that it could read; rekey after unseal keys leaked.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    instead: ownIdentity,
    variable: 'VAULT_TOKEN',
  },
  doppler: {
    name: 'Doppler',
    group: 'identity',
    opens: 'Reads the secrets of the configuration, or of every project that the user may.',
    revoke: revokeToken,
    revokeUrl: 'https://dashboard.doppler.com/workplace/tokens',
    instead: 'Use service account identities: the workload signs in with an OIDC token of its cloud or CI.',
    variable: 'DOPPLER_TOKEN',
  },
  onepassword: {
    name: '1Password',
    group: 'identity',
    opens:
      'Reads every vault that the service account may; a Secret Key is one half of what opens a whole account.',
    revoke: revokeToken,
    revokeUrl: 'https://my.1password.com/developer-tools/infrastructure-secrets',
    instead:
      'Keep it in the secret manager of the cloud, or use OpenID Connect from CI where the plan has it.',
    variable: 'OP_SERVICE_ACCOUNT_TOKEN',
  },
  infisical: {
    name: 'Infisical',
    group: 'identity',
    opens: 'Reads the secrets of the project and environment.',
    revoke: revokeToken,
    revokeUrl: 'https://app.infisical.com/',
    instead: ownIdentity,
    variable: 'INFISICAL_TOKEN',
  },
  bitwarden: {
    name: 'Bitwarden',
    group: 'identity',
    opens: 'Reads every secret that the machine account may.',
    revoke: revokeToken,
    revokeUrl: 'https://vault.bitwarden.com/',
    instead: 'Keep it in the secret manager of the cloud, readable by one service identity.',
    variable: 'BWS_ACCESS_TOKEN',
  },
  akeyless: {
    name: 'Akeyless',
    group: 'identity',
    opens: 'Reads every secret that the access role allows.',
    revoke: revokeToken,
    revokeUrl: 'https://console.akeyless.io/',
    instead: ownIdentity,
    variable: 'AKEYLESS_ACCESS_KEY',
  },
  cyberark: {
    name: 'CyberArk',
    group: 'identity',
    opens: 'Reads every secret that the host or user may.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.cyberark.com/',
    instead: ownIdentity,
    variable: 'CONJUR_AUTHN_API_KEY',
  },
  keeper: {
    name: 'Keeper',
    group: 'identity',
    opens: 'Reads every record that the application may.',
    revoke: revokeToken,
    revokeUrl: 'https://keepersecurity.com/vault/',
    instead: 'Keep the configuration in the secret manager of the cloud, readable by one service identity.',
    variable: 'KSM_TOKEN',
  },
  age: {
    name: 'age',
    group: 'identity',
    opens: 'Decrypts everything that was encrypted to its recipient, SOPS files among it.',
    revoke: 'Make a new key, encrypt again, and rotate every secret that the old one could decrypt.',
    revokeUrl: 'https://github.com/FiloSottile/age',
    instead:
      'Encrypt SOPS files with a key of Cloud KMS, AWS KMS or Azure Key Vault that the workload uses by its identity.',
    variable: 'SOPS_AGE_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
