import type { ServingPlan } from '../plan/servingPlan.ts';
import { githubBranch } from './identityNames.ts';

/** GitHub's numbers of a repository and its owner. Names can be given up and taken by others; numbers cannot. */
export interface GithubNumbers {
  readonly owner: string;
  readonly repository: string;
}

/** How a workflow of GitHub gets its rights: as a service account of its own, or directly. */
export type GithubVariant = 'deployer' | 'direct';

export interface GithubIdentity {
  /** `owner/name` */
  readonly repository: string;
  readonly variant: GithubVariant;
  /** Absent where they are not known: then the name is trusted. */
  readonly numbers?: GithubNumbers;
}

/** Undefined where no repository is known, and where no workflow deploys to Cloud Run. */
export function githubIdentity(
  { identity, platform }: Pick<ServingPlan, 'identity' | 'platform'>,
  variant: GithubVariant,
  numbers?: GithubNumbers,
): GithubIdentity | undefined {
  const { githubRepository } = identity;
  if (githubRepository === undefined || platform !== 'cloud-run') return undefined;
  return { repository: githubRepository, variant, ...(numbers && { numbers }) };
}

/** The condition on a token, in the Common Expression Language: this repository, this branch. */
export function tokenCondition(
  { repository, numbers }: GithubIdentity,
  branch: string = githubBranch,
): string {
  const who = numbers
    ? `assertion.repository_owner_id == '${numbers.owner}' && assertion.repository_id == '${numbers.repository}'`
    : `assertion.repository == '${repository}'`;
  return `${who} && assertion.ref == 'refs/heads/${branch}'`;
}

/** The end of the `principalSet://…` that is all workflows of the repository: `attribute.repository_id/123`. */
export function workflowAttribute({ repository, numbers }: GithubIdentity): string {
  return numbers ? `attribute.repository_id/${numbers.repository}` : `attribute.repository/${repository}`;
}
