import type { Provider, ProviderGroup } from '../../provider.ts';

const keepInSecretManager =
  'There is no way in without a key: keep one with the fewest rights in a secret manager, which the service reads with its own identity (on Google Cloud, Secret Manager and the service account attached to the service).';

const insteadByGroup: Readonly<Partial<Record<ProviderGroup, string>>> = {
  source:
    'In pipelines use the identity that the platform gives each job (OIDC) where it can; else keep a token with the fewest rights and an end in a secret manager.',
  registry:
    'Publish from CI with a token for one package, kept as a secret of the pipeline; with OIDC wherever the registry takes it.',
  payment:
    'Use a key that can do only what is needed, from your addresses alone, kept in a secret manager that the service reads with its own identity.',
};

/** A provider, with what is true of most services where nothing else is said. */
export function service(
  name: string,
  group: ProviderGroup,
  opens: string,
  revokeUrl: string,
  more: Partial<Pick<Provider, 'revoke' | 'instead' | 'variable'>> = {},
): Provider {
  return {
    name,
    group,
    opens,
    revoke: `Delete it in the settings of the ${name} account and make a new one for the programs that need it.`,
    revokeUrl,
    instead: insteadByGroup[group] ?? keepInSecretManager,
    ...more,
  };
}
