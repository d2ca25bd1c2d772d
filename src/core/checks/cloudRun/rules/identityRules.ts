import type { CheckDiagnostic } from '../../check.ts';
import { fixOf, placeOf, type ServiceRule, type ServiceSettings } from '../serviceSettings.ts';

/** Whom the service runs as, and who may call it. */
export const identityRules: ServiceRule = (service) => [...defaultAccount(service), ...publicAccess(service)];

function defaultAccount(service: ServiceSettings): CheckDiagnostic[] {
  const account = service.get('serviceAccount');
  if (account && !isDefaultAccount(account.value)) return [];
  const title = service.title('serviceAccount');
  return [
    {
      code: 'identity/default-service-account',
      severity: 'warning',
      message: `${account ? 'This is' : `Without ${title} it runs as`} the default account of Compute Engine, which often may edit the whole project. Give it an account of its own with the few roles that it needs.`,
      fixes: [],
      ...placeOf(service, 'serviceAccount'),
    },
  ];
}

export function isDefaultAccount(account: string | undefined): boolean {
  return account !== undefined && /-compute@developer\.gserviceaccount\.com$/.test(account);
}

function publicAccess(service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('invokerCheckDisabled');
  if (setting?.value !== 'true') return [];
  return [
    {
      code: 'identity/public-access',
      severity: 'warning',
      message: `${service.title('invokerCheckDisabled')} lets everyone on the internet call the service, and you pay for it. Ask for a sign-in, and grant roles/run.invoker to those who may.`,
      fixes: fixOf('ask-sign-in', 'Ask callers to sign in', setting.write?.('false')),
      ...placeOf(service, 'invokerCheckDisabled'),
    },
  ];
}
