import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import { checkIdentity } from '../../../../src/core/serving/identity/checkIdentity.ts';
import type { IdentitySubject } from '../../../../src/core/serving/identity/identityParts.ts';
import type { GrantedRole } from '../../../../src/core/serving/plan/servingPlan.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

const plan = samplePlans.vertex;

function withRole(role: GrantedRole): IdentitySubject {
  return { ...plan, identity: { ...plan.identity, roles: [role] } };
}

function withIdentity(changes: Partial<IdentitySubject['identity']>): IdentitySubject {
  return { ...plan, identity: { ...plan.identity, ...changes } };
}

function withDeployment(changes: Partial<IdentitySubject['deployment']>): IdentitySubject {
  return { ...plan, deployment: { ...plan.deployment, ...changes } };
}

describe('checkIdentity', () => {
  for (const sample of Object.values(samplePlans))
    it(`accepts the plan for ${sample.target}`, () => checkIdentity(sample));

  const good: [string, IdentitySubject][] = [
    ['6 characters', withIdentity({ serviceAccount: 'abc-12' })],
    ['30 characters', withIdentity({ serviceAccount: `a${'b'.repeat(29)}` })],
    ['no project and no region', withDeployment({ project: '', region: '' })],
    ['a repository with dots', withIdentity({ githubRepository: 'Acme-Corp/my.app_2' })],
    ['a service account that calls', withIdentity({ invokers: ['serviceAccount:a-b@acme-prod.iam.gserviceaccount.com'] })],
    ['a whole domain', withIdentity({ invokers: ['domain:example.com'] })],
    ['a role of one’s own', withRole({ role: 'projects/acme-prod/roles/asks.Models', on: 'project', why: 'x' })],
  ]; // prettier-ignore
  for (const [what, subject] of good) it(`accepts ${what}`, () => checkIdentity(subject));

  const bad: [string, IdentitySubject, RegExp][] = [
    ['an account of 5 characters', withIdentity({ serviceAccount: 'abcde' }), /service account cannot be "abcde"/],
    ['an account of 31 characters', withIdentity({ serviceAccount: `a${'b'.repeat(30)}` }), /service account/],
    ['an account with a digit first', withIdentity({ serviceAccount: '1abcdef' }), /service account/],
    ['an account with a hyphen last', withIdentity({ serviceAccount: 'abcdef-' }), /service account/],
    ['an address for an account', withIdentity({ serviceAccount: 'abcdef@x.iam' }), /service account/],
    ['the number of a project', withDeployment({ project: '123456789012' }), /project cannot be "123456789012"/],
    ['the name of a project', withDeployment({ project: 'Acme Prod' }), /project cannot be "Acme Prod"/],
    ['a project in a domain', withDeployment({ project: 'example.com:acme' }), /project/],
    ['a command for a project', withDeployment({ project: 'acme"; rm -rf x' }), /project/],
    ['a zone', withDeployment({ region: 'europe-west1-b' }), /region cannot be/],
    ['a repository with capitals', withDeployment({ repository: 'Images' }), /repository of images/],
    ['an address of GitHub', withIdentity({ githubRepository: 'https://github.com/acme/app' }), /GitHub/],
    ['a repository without owner', withIdentity({ githubRepository: 'app' }), /GitHub/],
    ['a repository with a quote', withIdentity({ githubRepository: "acme/a'b" }), /GitHub/],
    ['everybody', withIdentity({ invokers: ['allUsers'] }), /let everybody call/],
    ['everybody with an account', withIdentity({ invokers: ['allAuthenticatedUsers'] }), /let everybody call/],
    ['a caller without kind', withIdentity({ invokers: ['ada@example.com'] }), /may call/],
    ['owner', withRole({ role: 'roles/owner', on: 'project', why: 'x' }), /rights to nearly everything/],
    ['editor', withRole({ role: 'roles/editor', on: 'project', why: 'x' }), /rights to nearly everything/],
    ['a bucket with a space', withRole({ role: 'roles/storage.objectViewer', on: 'bucket', resource: 'a b', why: 'x' }), /bucket cannot be/],
    ['a secret’s value', withRole({ role: 'roles/secretmanager.secretAccessor', on: 'secret', resource: 'a=b', why: 'x' }), /secret cannot be/],
    ['a role that is none', withRole({ role: 'aiplatform.user', on: 'project', why: 'x' }), /role cannot be/],
  ]; // prettier-ignore
  for (const [what, subject, message] of bad)
    it(`refuses ${what}, in one sentence with a remedy`, () => {
      assert.throws(
        () => checkIdentity(subject),
        (error) => error instanceof UserError && message.test(error.message) && error.remedy.endsWith('.'),
      );
    });
});
