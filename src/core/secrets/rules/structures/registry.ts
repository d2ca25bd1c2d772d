import type { SecretRule } from '../../rule.ts';
import { jsonWebKeyRules } from './jsonWebKey.ts';
import { kubernetesSecretRules } from './kubernetesSecret.ts';
import { privateKeyRules } from './privateKey.ts';
import { serviceAccountRules } from './serviceAccount.ts';
import { sessionCookieRules } from './sessionCookie.ts';

/** Secrets with parts, or over several lines. */
export const structureRules: readonly SecretRule[] = [
  ...privateKeyRules,
  ...serviceAccountRules,
  ...jsonWebKeyRules,
  ...kubernetesSecretRules,
  ...sessionCookieRules,
];
