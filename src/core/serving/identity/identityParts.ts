import type { ServingPlan } from '../plan/servingPlan.ts';
import type { GithubIdentity } from './githubTrust.ts';

/** What an identity needs of a plan, so that it can be made where nothing is served, too. */
export type IdentitySubject = Pick<
  ServingPlan,
  'name' | 'platform' | 'secrets' | 'model' | 'identity' | 'deployment'
>;

/** What the files of an identity speak of beside the service itself. */
export interface IdentityParts {
  /** Absent: nothing of GitHub. */
  readonly github?: GithubIdentity;
}
