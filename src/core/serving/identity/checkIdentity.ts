import { UserError } from '../../errors.ts';
import { identityGrants, type Grant } from './identityGrants.ts';
import type { IdentitySubject } from './identityParts.ts';

/** Forms of names of Google Cloud and GitHub, each with its words. */
const forms = {
  account: {
    pattern: /^[a-z](?:[a-z0-9-]{4,28})[a-z0-9]$/,
    words:
      '6 to 30 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  },
  project: {
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    words:
      'the project’s id, not its name or number: 6 to 30 lower-case letters, digits and hyphens, without a domain before it',
  },
  region: { pattern: /^[a-z]+(?:-[a-z]+)+[0-9]+$/, words: 'a region such as europe-west1' },
  service: {
    pattern: /^[a-z](?:[a-z0-9-]{0,47}[a-z0-9])?$/,
    words: 'at most 49 lower-case letters, digits and hyphens, beginning with a letter',
  },
  repository: {
    pattern: /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    words: 'at most 63 lower-case letters, digits and hyphens, beginning with a letter',
  },
  github: {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    words: 'owner/name, as in the address of the repository on GitHub',
  },
  bucket: { pattern: /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, words: 'the name of a bucket, without gs://' },
  secret: {
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    words: 'the name of a secret of Secret Manager, not its value',
  },
  invoker: {
    pattern:
      /^(?:(?:user|group|serviceAccount):[\w.+'%-]+@[\w.-]+|domain:[\w.-]+|principal(?:Set)?:\/\/[\w./:=%@+~-]+)$/,
    words: 'a member such as user:ada@example.com, group:… or serviceAccount:…',
  },
  role: {
    pattern: /^(?:roles|(?:projects|organizations)\/[\w.:-]+\/roles)\/[A-Za-z][\w.]*$/,
    words: 'a role such as roles/aiplatform.user',
  },
} as const;

/**
 * Throws a UserError for the first name of the plan that Google Cloud or GitHub would refuse, for roles that are too wide,
 * and for callers that are everybody. What passes can stand in a script and in Terraform as it is.
 */
export function checkIdentity(plan: IdentitySubject): void {
  const { identity, deployment } = plan;
  check('account', 'The service account', identity.serviceAccount);
  check('service', 'The service', plan.name);
  check('repository', 'The repository of images', deployment.repository);
  if (deployment.project !== '') check('project', 'The project', deployment.project);
  if (deployment.region !== '') check('region', 'The region', deployment.region);
  if (identity.githubRepository !== undefined)
    check('github', 'The repository on GitHub', identity.githubRepository);
  for (const invoker of identity.invokers) checkInvoker(invoker);
  for (const grant of identityGrants(plan)) checkGrant(grant);
}

/** True where it is `owner/name` of a repository on GitHub. */
export function isGithubRepository(text: string): boolean {
  return forms.github.pattern.test(text);
}

function checkInvoker(invoker: string): void {
  if (/all(?:Authenticated)?Users/i.test(invoker))
    throw new UserError(
      `"${invoker}" would let everybody call the service.`,
      'Name who may call it: a user, a group, a service account or a domain.',
    );
  check('invoker', 'Who may call the service', invoker);
}

function checkGrant({ role, on, resource }: Grant): void {
  check('role', 'The role', role);
  if (/^roles\/(?:owner|editor|viewer)$/.test(role))
    throw new UserError(
      `The role ${role} gives rights to nearly everything in the project.`,
      'Grant the narrowest role that does it, such as roles/aiplatform.user.',
    );
  if (on === 'project') return;
  const name = resource ?? '';
  if (on === 'bucket') check('bucket', 'The bucket', name);
  else if (on === 'secret') check('secret', 'The secret', name);
  else if (on === 'repository') check('repository', 'The repository of images', name);
  else check('account', 'The service account', name);
}

function check(form: keyof typeof forms, what: string, value: string): void {
  const { pattern, words } = forms[form];
  if (!pattern.test(value)) throw new UserError(`${what} cannot be "${value}".`, `Give ${words}.`);
}
