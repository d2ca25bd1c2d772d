import type { GithubIdentity } from './githubTrust.ts';

/** What the files of an identity speak of beside the service itself. */
export interface IdentityParts {
  /** Absent: nothing of GitHub. */
  readonly github?: GithubIdentity;
}
