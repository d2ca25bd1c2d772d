import type { GrantedRole } from '../plan/servingPlan.ts';
import type { IdentitySubject } from './identityParts.ts';

/** A role on one resource, with its name where it is not the project. */
export interface Grant extends GrantedRole {
  readonly resource?: string;
}

/**
 * All that the runtime account is granted: the roles of the plan, and those without which what the plan mounts and reads
 * could not be had (its secrets, its bucket). Each once, those on the project first.
 */
export function identityGrants({ identity, secrets, model }: IdentitySubject): readonly Grant[] {
  const needed: Grant[] = secrets.map(({ name, secret }) => ({
    role: 'roles/secretmanager.secretAccessor',
    on: 'secret',
    resource: secret,
    why: `its ${name} comes from there`,
  }));
  if (model?.loading === 'bucket' && model.bucket !== undefined)
    needed.push({
      role: 'roles/storage.objectViewer',
      on: 'bucket',
      resource: model.bucket,
      why: 'it reads the weights',
    });
  const all = [...identity.roles, ...needed].map(withPlainName);
  const once = all.filter((grant, at) => all.findIndex((other) => isSame(grant, other)) === at);
  return once.toSorted((one, other) => rank(one) - rank(other));
}

/** The services of Google Cloud that an identity with these grants needs to be on. */
export function identityApis(
  plan: Pick<IdentitySubject, 'platform'>,
  grants: readonly Grant[],
): readonly string[] {
  const services = grants.flatMap(({ role, on }) => [/^roles\/(\w+)\./.exec(role)?.[1] ?? '', on]);
  const needed = apiOf.filter(([name]) => services.includes(name)).map(([, api]) => api);
  const own = plan.platform === 'cloud-run' ? 'run.googleapis.com' : 'container.googleapis.com';
  return [...new Set(['iam.googleapis.com', own, ...needed])];
}

const apiOf = [
  ['aiplatform', 'aiplatform.googleapis.com'],
  ['bucket', 'storage.googleapis.com'],
  ['secret', 'secretmanager.googleapis.com'],
  ['repository', 'artifactregistry.googleapis.com'],
  ['cloudsql', 'sqladmin.googleapis.com'],
  ['datastore', 'firestore.googleapis.com'],
  ['redis', 'redis.googleapis.com'],
] as const;

/** Buckets may be given with a folder, accounts as addresses; what is granted is on the bucket and by the name. */
function withPlainName({ role, on, resource, why }: GrantedRole): Grant {
  if (resource === undefined) return { role, on, why };
  const plain = resource.replace(/^gs:\/\//, '').split(on === 'service-account' ? '@' : '/')[0] ?? '';
  return { role, on, resource: plain, why };
}

function isSame(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.on === other.on && one.resource === other.resource;
}

function rank({ on }: Grant): number {
  return ['project', 'bucket', 'secret', 'repository', 'service-account'].indexOf(on);
}
