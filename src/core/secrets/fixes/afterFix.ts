import { providers } from '../providers.ts';
import type { Provider } from '../provider.ts';

/**
 * What to tell the user once after a fix: the key was exposed and stays valid until it is revoked, and how that is
 * done. `rule` and `provider` are those of the finding.
 */
export function afterFix(rule: string, provider: string): string {
  const known: Provider | undefined = providers[provider];
  if (!known) return `The secret (${rule}) stays valid until it is revoked: revoke it where it was issued.`;
  const whose = known.group === 'generic' ? 'The secret' : `The ${known.name} secret`;
  const steps = known.revoke.replace(/\.\s*$/, '');
  return `${whose} stays valid until it is revoked: ${steps.charAt(0).toLowerCase()}${steps.slice(1)} (${known.revokeUrl}).`;
}
