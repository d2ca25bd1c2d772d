import type { SecretRule } from '../../../rule.ts';
import { namedKey, prefixedKey } from '../keyRules.ts';
import { lower, sequence, word } from '../shape.ts';

const prefixes = 'https://docs.gitlab.com/security/tokens/#token-prefixes';

/** What follows most prefixes: 20 characters, or a routable token: longer, with its length and checksum after dots. */
const body = '[\\w-]{20,300}(?:\\.[0-9a-z]{2}\\.?[0-9a-z]{7,9})?';

/** Prefix, id of the rule, title, sample of what follows the prefix. */
const kinds: readonly (readonly [prefix: string, id: string, title: string, rest: string])[] = [
  ['glpat-', 'personal-access-token', 'personal, project or group access token', '{word:20}'],
  ['gldt-', 'deploy-token', 'deploy token', '{word:20}'],
  ['glrt-', 'runner-authentication-token', 'runner authentication token', '{word:20}'],
  ['glrtr-', 'runner-registration-token', 'runner registration token', '{word:20}'],
  ['glcbt-', 'job-token', 'CI/CD job token', '{hex:2}_{alnum:20}'],
  ['glptt-', 'pipeline-trigger-token', 'pipeline trigger token', '{hex:40}'],
  ['glft-', 'feed-token', 'feed token', '{word:20}'],
  ['glimt-', 'incoming-mail-token', 'incoming mail token', '{lower:25}'],
  ['glagent-', 'agent-token', 'token of an agent for Kubernetes', '{word:50}'],
  ['gloas-', 'oauth-application-secret', 'OAuth application secret', '{hex:64}'],
  ['glsoat-', 'scim-token', 'SCIM token', '{word:20}'],
  ['glffct-', 'feature-flag-client-token', 'feature flag client token', '{word:20}'],
  ['glwt-', 'workspace-token', 'workspace token', '{word:20}'],
  ['glsat-', 'service-account-token', 'service account token', '{word:20}'],
  ['GR1348941', 'legacy-runner-token', 'runner registration token of the form before 16.0', '{word:20}'],
];

export const gitlabRules: readonly SecretRule[] = [
  ...kinds.map(([prefix, id, title, rest]) =>
    prefixedKey({
      id: `gitlab-${id}`,
      provider: 'gitlab',
      title: `GitLab ${title}`,
      source: prefixes,
      keywords: [prefix],
      pattern: new RegExp(`${prefix}${body}`, 'y'),
      sample: `${prefix}${rest}`,
      checks: { entropy: 2.8 },
    }),
  ),
  prefixedKey({
    id: 'gitlab-session-cookie',
    provider: 'gitlab',
    title: 'GitLab session cookie',
    source: 'https://docs.gitlab.com/user/profile/#cookies-used-for-sign-in',
    keywords: ['_gitlab_session='],
    pattern: /_gitlab_session=([0-9a-f]{32})/y,
    sample: '_gitlab_session={hex:32}',
    checks: { entropy: 2.8 },
    leading: 'any',
  }),
  namedKey({
    id: 'gitlab-unprefixed-token',
    provider: 'gitlab',
    title: 'GitLab token without a prefix',
    source: 'https://docs.gitlab.com/administration/settings/account_and_limit_settings/#token-prefix',
    words: ['gitlab'],
    also: ['token', 'pat', 'privatekey', 'secret', 'apikey', 'accesskey'],
    shape: word(20),
    checks: { entropy: 3 },
  }),
  namedKey({
    id: 'gitlab-oauth-secret',
    provider: 'gitlab',
    title: 'GitLab OAuth application secret',
    source: 'https://docs.gitlab.com/api/oauth2/',
    words: ['gitlab'],
    also: ['secret'],
    shape: sequence(lower(64)),
  }),
];
